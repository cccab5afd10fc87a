using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace PerfMonitor.ServiceDefaults.Tests;

public sealed class UnreadableRequestTests
{
    private const string Expected = "The body is not the JSON expected here: look at ";

    [Theory]
    [InlineData("Development", "/things", "{", Expected + "$, line 1, byte 2.")]
    [InlineData("Production", "/things", "{", Expected + "$, line 1, byte 2.")]
    [InlineData("Development", "/things", "{\n\"name\": \"a\", \"count\": \"many\"}", Expected + "$.count, line 2, byte 29.")]
    [InlineData("Production", "/things", "{\"name\": 5}", Expected + "$.name, line 1, byte 11.")]
    [InlineData("Production", "/things", "{\"name\": \"a\", \"cuont\": 5}", "The body is not the JSON expected here: there is no property 'cuont' here; look at $.cuont, line 1, byte 23.")]
    [InlineData("Development", "/things?limit=many", "{}", "Failed to bind parameter \"Nullable<int> limit\" from \"many\".")]
    [InlineData("Production", "/things?limit=many", "{}", "Failed to bind parameter \"Nullable<int> limit\" from \"many\".")]
    public async Task Says_in_every_environment_what_cannot_be_read_and_where(string environment, string path, string body, string detail)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Internal:Key"] = "a key of the tests, long enough", [WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:0" });
        builder.AddServiceDefaults();
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapPost("/things", (Thing thing, int? limit) => TypedResults.Ok(thing)).AllowAnonymous();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.BadRequest, "Unreadable request", detail), (answer.StatusCode, problem.RootElement.GetProperty("title").GetString(), problem.RootElement.GetProperty("detail").GetString()));
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Thing(string Name, int Count);
}

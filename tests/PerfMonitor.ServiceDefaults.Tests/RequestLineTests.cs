using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace PerfMonitor.ServiceDefaults.Tests;

public sealed class RequestLineTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, "1.1")]
    [InlineData(HttpProtocols.Http2, "2.0")]
    public async Task An_address_may_be_as_long_as_a_selector_of_many_instances_makes_it(HttpProtocols protocol, string version)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Internal:Key"] = "a key of the tests, long enough", [WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:0" });
        builder.AddServiceDefaults();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocol));
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/length", (HttpRequest request) => request.QueryString.Value!.Length).AllowAnonymous();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), DefaultRequestVersion = Version.Parse(version), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var query = "?" + new string('a', HostDefaults.MaximumRequestLine - 1024);

        using var answer = await http.GetAsync(new Uri("/length" + query, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, $"{query.Length}"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}

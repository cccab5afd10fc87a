using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PerfMonitor.ServiceDefaults.Tests.Backup;

public sealed class BackupEndpointTests : IAsyncLifetime
{
    private const string Key = "a key of enough length";

    // Nobody listens there.
    private readonly NpgsqlDataSource _away = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x");
    private readonly HttpClient _client = new();
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("Internal:Key", Key)]);
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_away);
        builder.Services.AddBackupKind<NoteBackup>();
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapBackup();
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app!.DisposeAsync();
        await _away.DisposeAsync();
    }

    [Theory]
    [InlineData("operator", "GET", "", HttpStatusCode.Forbidden, "")]
    [InlineData("admin", "GET", "", HttpStatusCode.ServiceUnavailable, """{"faults":["the database does not answer: """)]
    [InlineData("admin", "POST", """{"kinds":{"notes":[]},"remove":false,"dryRun":true}""", HttpStatusCode.ServiceUnavailable, """{"faults":["the database does not answer: """)]
    [InlineData("admin", "POST", """{"kinds":{"notes":[{"id":"a","definition":{"words":1}}]},"remove":false,"dryRun":true}""", HttpStatusCode.BadRequest, """{"faults":["notes[0].definition.words is not known"]}""")]
    [InlineData("admin", "POST", """{"kinds":{},"remove":false}""", HttpStatusCode.BadRequest, """{"faults":["request misses \u0027dryRun\u0027."]}""")]
    [InlineData("admin", "POST", "null", HttpStatusCode.BadRequest, """{"faults":["request is null"]}""")]
    public async Task Answers_admins_with_what_is_wrong(string role, string method, string body, HttpStatusCode status, string answer)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), BackupEndpoint.Path) { Content = body.Length > 0 ? new StringContent(body, Encoding.UTF8, "application/json") : null };
        request.Headers.Add(InternalToken.Header, new InternalToken(Key).Issue("anna", role, DateTimeOffset.UtcNow));

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.StartsWith(answer, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

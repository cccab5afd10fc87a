using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>The whole service with an Alertmanager configuration.</summary>
public sealed class FileServiceTests : IAsyncLifetime
{
    private const string Key = "a key for tests, long enough";

    private readonly AlertingDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-file-").FullName;
    private HttpTestServer _http = null!;
    private WebApplicationFactory<AlertIntake>? _service;

    public async ValueTask InitializeAsync() => _http = await HttpTestServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        await _http.DisposeAsync();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Tells_whom_the_file_names_and_shows_whom_it_cannot_tell()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "team.tmpl"), "{{ define \"title\" }}{{ .Receiver }} {{ .CommonLabels.alertname }}{{ end }}", TestContext.Current.CancellationToken);
        var service = Start($$$"""
            route: { receiver: the team, group_wait: 0s }
            templates: [ '*.tmpl' ]
            receivers:
            - name: the team
              webhook_configs: [ { url: '{{{_http.Url}}}/hook', http_config: { http_headers: { X-Team: { values: [a] } } } } ]
              slack_configs: [ { api_url: '{{{_http.Url}}}/slack', title: '{{ template "title" . }}' } ]
              sns_configs: [ { topic_arn: x } ]
            """);

        using var sent = await service.PostAsJsonAsync("/api/v2/alerts", JsonNode.Parse("""[{"labels":{"alertname":"DiskFull"}}]"""), TestContext.Current.CancellationToken);
        sent.EnsureSuccessStatusCode();

        var channels = (await service.UntilAsync("/api/channels", answer => _http.Requests.Count == 2 && Channel(answer, "the-team-sns")["lastError"] is not null))["channels"]!.AsArray();
        Assert.Equal(
            ["email off", "slack off", "the-team works", "the-team-slack works", "the-team-sns fails"],
            channels.Select(static channel => $"{channel!["name"]} {(!(bool)channel["enabled"]! ? "off" : (bool)channel["usable"]! ? "works" : "fails")}"));
        Assert.Contains("sns_configs[0]: there is no such channel here", (string)channels[4]!["lastError"]!, StringComparison.Ordinal);
        var (hook, slack) = (_http.Requests.Single(static request => request.Path == "/hook"), _http.Requests.Single(static request => request.Path == "/slack"));
        Assert.Equal(("a", "the team"), (hook.Headers["X-Team"], (string?)JsonNode.Parse(hook.Body)!["receiver"]));
        Assert.Equal("the team DiskFull", (string?)JsonNode.Parse(slack.Body)!["attachments"]![0]!["title"]);
        Assert.Contains("this channel tells nobody", (await service.ReadAsync("/api/routing"))["remarks"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Takes_the_file_again_as_a_whole_or_not_at_all(string method)
    {
        var service = Start(To("before"));
        foreach (var (yaml, template, reason) in new[]
        {
            (To("after") + "  group_wait: [", "", "alertmanager.yml, line "),
            ("route: { receiver: none }\nreceivers: []\n", "", "alertmanager.yml, line 1: route.receiver"),
            (To("after") + "templates: [ '*.tmpl' ]\n", "{{ define \"title\" }}\n{{ .Receiver", "team.tmpl:2"),
        })
        {
            Write(yaml, template);

            var (status, problem) = await service.CallAsync(method, "/-/reload");

            Assert.Equal(500, status);
            Assert.Contains(reason, (string)problem!["detail"]!, StringComparison.Ordinal);
            Assert.Equal(["email", "slack", "before"], await NamesAsync(service));
        }

        await TellAsync(service, "First");
        await service.UntilAsync("/api/channels", _ => _http.Requests.Any(static request => request.Path == "/before"));
        Write(To("after"), "");

        Assert.Equal(200, (await service.CallAsync(method, "/-/reload")).Status);

        Assert.Equal(["email", "slack", "after"], await NamesAsync(service));
        Assert.Equal("after", (string?)(await service.ReadAsync("/api/routing"))["route"]!["channels"]![0]);
        await TellAsync(service, "Second");
        await service.UntilAsync("/api/channels", _ => _http.Requests.Any(static request => request.Path == "/after" && request.Body.Contains("Second", StringComparison.Ordinal)));
        Assert.DoesNotContain(_http.Requests, static request => request.Path == "/before" && request.Body.Contains("Second", StringComparison.Ordinal));

        string To(string receiver) => $"route: {{ receiver: {receiver}, group_wait: 0s, group_by: [alertname] }}\nreceivers: [ {{ name: {receiver}, webhook_configs: [ {{ url: '{_http.Url}/{receiver}' }} ] }} ]\n";

        void Write(string yaml, string template)
        {
            File.WriteAllText(Path.Combine(_folder, "alertmanager.yml"), yaml);
            File.WriteAllText(Path.Combine(_folder, "team.tmpl"), template);
        }

        static async Task TellAsync(HttpClient service, string name) =>
            Assert.Equal(200, (await service.CallAsync("POST", "/api/v2/alerts", JsonNode.Parse($$$"""[{"labels":{"alertname":"{{{name}}}"}}]"""))).Status);

        static async Task<IEnumerable<string?>> NamesAsync(HttpClient service) => (await service.ReadAsync("/api/channels"))["channels"]!.AsArray().Select(static channel => (string?)channel!["name"]);
    }

    [Fact]
    public void Does_not_start_with_what_alertmanager_would_refuse_and_says_all_of_it()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Start("""
            route: { receiver: team, group_wait: soon }
            receivers: [ { name: team, webhook_configs: [ { } ], unknown_configs: [] } ]
            """));

        Assert.Equal(
            ["receivers[0].webhook_configs[0].url: is not an address such as https://example.org/hook.", "receivers[0].unknown_configs: is not understood here.", "route.group_wait: 'soon' is not a duration such as 30s, 5m or 1h30m."],
            refused.Failures.Select(static failure => failure[(failure.IndexOf("line ", StringComparison.Ordinal) + 8)..]));
    }

    private static JsonNode Channel(JsonNode answer, string name) => answer["channels"]!.AsArray().Single(channel => (string?)channel!["name"] == name)!;

    private HttpClient Start(string yaml)
    {
        var (path, database) = (Path.Combine(_folder, "alertmanager.yml"), _database.ConnectionString());
        File.WriteAllText(path, yaml);
        _service = new WebApplicationFactory<AlertIntake>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:perfmonitor", database);
            host.UseSetting("ConnectionStrings:bus", "amqp://guest:guest@127.0.0.1:1");
            host.UseSetting("Internal:Key", Key);
            host.UseSetting("services:analytics:http:0", _http.Url);
            host.UseSetting("Routing:AlertmanagerFile", path);
            host.UseSetting("Page:Url", "https://perf.example");
            host.ConfigureLogging(static logging => logging.ClearProviders());
        });
        var client = _service.CreateClient();
        client.DefaultRequestHeaders.Add(InternalToken.Header, new InternalToken(Key).Issue("somebody", Roles.Admin, DateTimeOffset.UtcNow));
        return client;
    }
}

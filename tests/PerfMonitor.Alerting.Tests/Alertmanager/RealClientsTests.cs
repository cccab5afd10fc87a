using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Tests.Api;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing.Http;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>The real <c>amtool</c> and the real Prometheus against the whole service.</summary>
public sealed class RealClientsTests(AlertingService service) : IClassFixture<AlertingService>, IAsyncLifetime
{
    private HttpTestServer _gateway = null!;

    // Stands for the page's server, which knows the keys.
    public async ValueTask InitializeAsync()
    {
        _gateway = await HttpTestServer.StartAsync();
        _gateway.Answer = context => HttpTestServer.PassOnAsync(context, service.As(Roles.Operator));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Amtool_reports_finds_and_silences()
    {
        await AmtoolAsync("alert", "add", "alertname=FromAmtool", "severity=warning", "path=C:\\x", "--annotation=summary=from a shell");
        var found = Assert.Single(JsonNode.Parse(await AmtoolAsync("alert", "query", "-o", "json", "path=~\"C:\\\\\\\\.*\""))!.AsArray())!;
        Assert.Equal(("FromAmtool", "from a shell"), ((string?)found["labels"]!["alertname"], (string?)found["annotations"]!["summary"]));

        var silence = await AmtoolAsync("silence", "add", "alertname=FromAmtool", "path=~C:.x", "-c", "moving racks", "-d", "2h", "-a", "anna");
        Assert.Contains(silence, await AmtoolAsync("silence", "query", "-q", "alertname=FromAmtool"), StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse(await AmtoolAsync("alert", "query", "-o", "json", "alertname=FromAmtool"))!.AsArray());

        await AmtoolAsync("silence", "expire", silence);
        Assert.Single(JsonNode.Parse(await AmtoolAsync("alert", "query", "-o", "json", "alertname=FromAmtool"))!.AsArray());
    }

    [Fact]
    public async Task Amtool_reads_our_routes()
    {
        Assert.Equal("slack-bot+sms", await AmtoolAsync("config", "routes", "test", "channel=phone-and-bot"));
        Assert.Equal("email+slack+ops", await AmtoolAsync("config", "routes", "test", "severity=critical", "instance=web-1"));
        Assert.Contains("default-route", await AmtoolAsync("config", "routes", "show"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_sends_its_alerts()
    {
        var folder = Directory.CreateTempSubdirectory("perfmonitor-prometheus-").FullName;
        var port = FreePort.Find();
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), $$"""
            global: { evaluation_interval: 1s }
            alerting: { alertmanagers: [ { static_configs: [ { targets: ["{{new Uri(_gateway.Url).Authority}}"] } ] } ] }
            rule_files: [rules.yml]
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.yml"), """
            groups: [ { name: real, rules: [ { alert: FromPrometheus, expr: vector(1) > 0, labels: { severity: warning }, annotations: { summary: 'is {{ $value }}' } } ] } ]
            """, TestContext.Current.CancellationToken);
        // The first evaluation may come before Prometheus knows whom to tell, so it is to say it again soon.
        using var prometheus = Tools.Need("prometheus").Start([$"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error", "--rules.alert.resend-delay=1s"]);
        try
        {
            var alert = (await service.As(Roles.Viewer).UntilAsync("/api/v2/alerts?filter=alertname%3DFromPrometheus", static alerts => alerts.AsArray().Count == 1))[0]!;

            Assert.Equal(("is 1", "warning", "active"), ((string?)alert["annotations"]!["summary"], (string?)alert["labels"]!["severity"], (string?)alert["status"]!["state"]));
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> AmtoolAsync(params IReadOnlyList<string> arguments)
    {
        var (exit, output) = await Tools.AmtoolAsync([$"--alertmanager.url={_gateway.Url}", .. arguments]);
        Assert.True(exit == 0, output);
        return output;
    }
}

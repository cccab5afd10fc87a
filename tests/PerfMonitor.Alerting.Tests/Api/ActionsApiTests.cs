using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>A strategy that does what it is told, or only says so, beside services that say how they are.</summary>
public sealed class ActionsApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    private readonly Lock _gate = new();
    private double _exposure = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Halves_the_exposure_once_a_person_says_yes_and_checks_that_it_fell()
    {
        Strategy(obeys: true);
        var fired = await FireAsync("VarExceeded", "alpha");
        var (viewer, someone) = (service.As(Roles.Viewer), service.As(Roles.Operator));

        var proposed = Assert.Single((await viewer.UntilAsync("/api/actions/runs", answer => Of(answer, fired).Any()))["runs"]!.AsArray(), run => (string)run!["fingerprint"]! == fired.Fingerprint)!;
        Assert.Equal(("emergency_risk_reduction", "proposed", "alerting"), ((string)proposed["action"]!, (string)proposed["state"]!, (string)proposed["requestedBy"]!));
        await viewer.UntilAsync("/api/alerts", answer => answer["alerts"]!.AsArray().Any(alert => (string)alert!["name"]! == "EmergencyActionWaiting" && alert["notifications"]!.AsArray().Count == 3));
        Assert.DoesNotContain(service.Http.Requests, request => request.Path == "/risk");
        Assert.Equal(204, (await someone.CallAsync("POST", $"/api/actions/runs/{proposed["id"]}/approve")).Status);

        var run = Of(await viewer.UntilAsync("/api/actions/runs", answer => Of(answer, fired).Any(one => (string)one["state"]! is "succeeded" or "failed")), fired).Single();
        Assert.Equal(("succeeded", "answered 200; checked: 100 before, 50 after"), ((string)run["state"]!, (string)run["outcome"]!));
        var order = Assert.Single(service.Http.Requests, request => request.Path == "/risk");
        Assert.Equal("""{"action":"reduce_exposure","strategy":"alpha","factor":0.5}""", order.Body);
        Assert.Equal((string)proposed["id"]!, order.Headers["Idempotency-Key"]);
        var audit = await viewer.ReadAsync($"/api/actions/runs/{proposed["id"]}/audit");
        Assert.Equal(
            ["alerting: asked for emergency_risk_reduction: proposed", "some operator: approved", "alerting: started", "alerting: succeeded: answered 200; checked: 100 before, 50 after"],
            audit["audit"]!.AsArray().Select(line => $"{line!["actor"]}: {line["text"]}"));
        Assert.Equal(409, (await someone.CallAsync("POST", $"/api/actions/runs/{proposed["id"]}/approve")).Status);
        var story = await viewer.ReadAsync($"/api/alerts/{fired.Fingerprint}");
        Assert.Equal(
            ["proposed: waits for a person's yes", "approved by some operator", "succeeded: answered 200; checked: 100 before, 50 after"],
            story["timeline"]!.AsArray().Where(entry => (string?)entry!["actor"] == "emergency_risk_reduction").Select(entry => (string)entry!["text"]!));
        await viewer.UntilAsync("/api/alerts?state=all", answer => answer["alerts"]!.AsArray().Any(alert => (string)alert!["name"]! == "EmergencyActionWaiting" && (string?)alert["endReason"] == "approved by some operator"));

        // What has just run rests, the kill switch stops what does not, and a dry run only says what it would do.
        var (_, cooling) = await someone.CallAsync("POST", "/api/actions/emergency_risk_reduction/run", new { fingerprint = fired.Fingerprint });
        Assert.Equal(("refused", "strategy=\"alpha\""), ((string)cooling!["state"]!, (string)cooling["target"]!));
        Assert.StartsWith("it ran for strategy=\"alpha\" less than its cooldown of 15 min ago, which is over 20", (string)cooling["outcome"]!, StringComparison.Ordinal);
        Assert.Equal(204, (await someone.CallAsync("POST", "/api/actions/stop", new { reason = "drill" })).Status);
        var (_, stopped) = await someone.CallAsync("POST", "/api/actions/emergency_system_check/run", new { fingerprint = fired.Fingerprint });
        Assert.Equal("the kill switch is thrown: some operator: drill", (string)stopped!["outcome"]!);
        Assert.Equal(403, (await someone.CallAsync("POST", "/api/actions/resume")).Status);
        Assert.Equal(204, (await service.As(Roles.Admin).CallAsync("POST", "/api/actions/resume")).Status);
        var (_, dry) = await someone.CallAsync("POST", "/api/actions/emergency_risk_reduction/run", new { fingerprint = fired.Fingerprint, dryRun = true, idempotencyKey = "k" });
        var (again, same) = await someone.CallAsync("POST", "/api/actions/emergency_risk_reduction/run", new { fingerprint = fired.Fingerprint, dryRun = true, idempotencyKey = "k" });
        Assert.Equal((200, (string)dry!["id"]!), (again, (string)same!["id"]!));
        run = Of(await viewer.UntilAsync("/api/actions/runs", answer => Of(answer, fired).Any(one => (string)one["id"]! == (string)dry["id"]! && (string)one["state"]! == "succeeded")), fired).Single(one => (string)one["id"]! == (string)dry["id"]!);
        Assert.StartsWith("dry run: would POST ", (string)run["outcome"]!, StringComparison.Ordinal);
        Assert.Single(service.Http.Requests, request => request.Path == "/risk");
    }

    [Fact]
    [Trait("feature", "S3-51")]
    public async Task Attaches_the_health_of_the_services_to_the_alert_without_asking_anybody()
    {
        Strategy(obeys: true);
        var fired = await FireAsync("ServiceErrorRateHigh", "none");

        var story = await service.As(Roles.Viewer).UntilAsync($"/api/alerts/{fired.Fingerprint}", answer => answer["timeline"]!.AsArray().Any(entry => (string)entry!["kind"]! == "acted"));

        var line = story["timeline"]!.AsArray().Single(entry => (string)entry!["kind"]! == "acted")!;
        Assert.Equal(("emergency_system_check", "succeeded: analytics is Degraded (rules: held); 0 of 1 are healthy"), ((string)line["actor"]!, (string)line["text"]!));
    }

    private static IEnumerable<JsonNode> Of(JsonNode answer, AlertFired fired) => answer["runs"]!.AsArray().Where(run => (string)run!["fingerprint"]! == fired.Fingerprint).Select(run => run!);

    private async Task<AlertFired> FireAsync(string name, string strategy)
    {
        var fired = Scene.Event($"{name} critical {strategy}", DateTimeOffset.UtcNow);
        fired = fired with { Labels = new Dictionary<string, string>(fired.Labels) { ["strategy"] = strategy } };
        await service.Intake.FiredAsync(fired, Token);
        return fired;
    }

    private void Strategy(bool obeys) => service.Http.Answer = async context =>
    {
        switch (context.Request.Path.Value)
        {
            case "/risk":
                lock (_gate)
                {
                    _exposure = obeys ? _exposure / 2 : _exposure;
                }

                break;
            case "/api/v1/query":
                Assert.Equal("sum(strategy_exposure{strategy=\"alpha\"})", context.Request.Query["query"]);
                await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"{{{_exposure}}}"]}]}}"""), Token);
                break;
            case "/health/ready":
                await context.Response.WriteAsync("""{"status":"Degraded","checks":{"rules":{"status":"Degraded","detail":"held"}}}""", Token);
                break;
        }
    };
}

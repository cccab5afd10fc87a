using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>By itself: after another run of the same action this one would be refused for its cooldown.</summary>
public sealed class ApprovalTests(AlertingService service) : IClassFixture<AlertingService>
{
    [Fact]
    [Trait("feature", "S3-50")]
    public async Task Is_refused_for_an_alert_that_is_over()
    {
        var fired = Scene.Event("VarExceeded critical over", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);
        var (viewer, someone) = (service.As(Roles.Viewer), service.As(Roles.Operator));
        var run = (await viewer.UntilAsync("/api/actions/runs", answer => answer["runs"]!.AsArray().Count == 1))["runs"]![0]!;
        Assert.Equal("proposed", (string)run["state"]!);
        await service.Intake.ResolvedAsync(Scene.End(fired, fired.EventId, DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);

        var (status, problem) = await someone.CallAsync("POST", $"/api/actions/runs/{run["id"]}/approve");

        Assert.Equal(
            (409, "Alert is over", $"VarExceeded, which run {run["id"]} is for, is over: reject the run; when the alert fires again, the action is asked for anew."),
            (status, (string?)problem!["title"], (string?)problem["detail"]));
        Assert.Equal(204, (await someone.CallAsync("POST", $"/api/actions/runs/{run["id"]}/reject")).Status);
        var (_, asked) = await someone.CallAsync("POST", "/api/actions/emergency_risk_reduction/run", new { fingerprint = fired.Fingerprint });
        Assert.Equal(("refused", "the alert is over, so nobody could approve the run"), ((string?)asked!["state"], (string?)asked["outcome"]));
    }
}

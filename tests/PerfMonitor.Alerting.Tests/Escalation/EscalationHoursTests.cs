using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Routing.Times;

namespace PerfMonitor.Alerting.Tests.Escalation;

public sealed class EscalationHoursTests
{
    [Theory]
    [InlineData(3, false, "muted by the route in the times 'night'")]
    [InlineData(3, true, null)]
    [InlineData(12, false, null)]
    public void Waits_while_every_route_of_the_alert_is_mute(int hour, bool hasAnother, string? reason)
    {
        var errors = new List<string>();
        var tree = RoutingTree.Build(
            new RoutingOptions
            {
                TimeIntervals = new Dictionary<string, IReadOnlyList<TimeIntervalOptions>> { ["night"] = [new() { Times = ["00:00-06:00"] }] },
                Routes = [new() { Match = ["severity=\"critical\""], MuteTimes = ["night"], Continue = true }, new() { Match = [hasAnother ? "severity=\"critical\"" : "severity=\"info\""] }],
            },
            ["email"],
            errors);
        Assert.Empty(errors);

        Assert.Equal(reason, EscalationHours.Decide(Samples.Alert("Cpu", "web-1", Contracts.Severity.Critical), tree.Root, new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero))?.Reason);
    }
}

using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Routing.Times;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class HoursStageTests
{
    [Theory]
    [InlineData("", "", 12, null)]
    [InlineData("night", "", 12, null)]
    [InlineData("night", "", 3, "muted by the route in the times 'night'")]
    [InlineData("", "day", 12, null)]
    [InlineData("", "day", 3, "the route tells only in the times 'day'")]
    [InlineData("", "day night", 3, null)]
    [InlineData("night", "night", 3, "muted by the route in the times 'night'")]
    public void Holds_back_when_the_route_does_not_speak(string mute, string active, int hour, string? reason)
    {
        var errors = new List<string>();
        var tree = RoutingTree.Build(
            new RoutingOptions
            {
                TimeIntervals = new Dictionary<string, IReadOnlyList<TimeIntervalOptions>>
                {
                    ["night"] = [new() { Times = ["00:00-06:00"] }, new() { Times = ["22:00-24:00"] }],
                    ["day"] = [new() { Times = ["06:00-22:00"] }],
                },
                Routes = [new() { Match = ["a=\"b\""], MuteTimes = mute.Split(' ', StringSplitOptions.RemoveEmptyEntries), ActiveTimes = active.Split(' ', StringSplitOptions.RemoveEmptyEntries) }],
            },
            ["email"],
            errors);
        Assert.Empty(errors);

        Assert.Equal(reason, HoursStage.Decide(tree.Root.Routes[0], new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero))?.Reason);
    }
}

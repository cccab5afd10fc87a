using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class MaintenanceStageTests
{
    [Fact]
    public void Holds_back_until_the_window_closes() =>
        Assert.Equal(
            new Hold("maintenance", "in the maintenance window 'kernel update' until 2026-03-02 13:00:00 UTC", Samples.Noon.AddHours(1)),
            MaintenanceStage.Decide(Samples.Alert(), [Window("instance=web-1", -1, 1)], Samples.Noon));

    [Theory]
    [InlineData("instance=web-2", -1, 1)]
    [InlineData("instance=web-1", -2, 0)]
    [InlineData("instance=web-1", 1, 2)]
    public void Lets_pass_outside(string matcher, int from, int to) => Assert.Null(MaintenanceStage.Decide(Samples.Alert(), [Window(matcher, from, to)], Samples.Noon));

    [Fact]
    public void Holds_back_everything_without_matchers() => Assert.NotNull(MaintenanceStage.Decide(Samples.Alert(), [Window("a=b", -1, 1) with { Matchers = [] }], Samples.Noon));

    [Fact]
    public void Takes_the_window_that_closes_last() =>
        Assert.Equal(Samples.Noon.AddHours(3), MaintenanceStage.Decide(Samples.Alert(), [Window("instance=web-1", -1, 1), Window("instance=web-1", -1, 3), Window("instance=web-1", -1, 2)], Samples.Noon)!.Until);

    private static MaintenanceWindow Window(string matcher, int from, int to) => new()
    {
        Id = Guid.NewGuid(),
        Name = "kernel update",
        Matchers = [LabelMatchers.Parse(matcher)],
        StartsAt = Samples.Noon.AddHours(from),
        EndsAt = Samples.Noon.AddHours(to),
        CreatedBy = "bob",
        CreatedAt = Samples.Noon,
    };
}

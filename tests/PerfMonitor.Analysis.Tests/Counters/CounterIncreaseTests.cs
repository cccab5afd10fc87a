using PerfMonitor.Analysis.Counters;

namespace PerfMonitor.Analysis.Tests.Counters;

public sealed class CounterIncreaseTests
{
    [Fact]
    public void Tells_what_came_between_two_points_through_gaps_and_resets() =>
        Assert.Equal([double.NaN, 5, 0, double.NaN, double.NaN, 3, 6], CounterIncrease.Of([10, 15, 15, double.NaN, 20, 3, 9]));
}

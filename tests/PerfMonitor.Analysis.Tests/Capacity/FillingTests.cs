using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Tests.Forecasting;

namespace PerfMonitor.Analysis.Tests.Capacity;

public sealed class FillingTests
{
    // 30 days of hours, 200 GB + 2.4 GB a day with 0.3 GB of noise: 272 GB at the end, 300 GB about 11.7 days later.
    [Fact]
    [Trait("feature", "S2-83")]
    public void Tells_the_day_on_which_a_disk_is_full()
    {
        double[] used = [.. Wave.Of(720, 0.3).Select((value, i) => value + 100 + (0.1 * i))];

        var reach = Assert.IsType<WithinHorizon>(Filling.Of(Outlook.Hourly(used), 300, TimeSpan.FromDays(20)));

        Assert.InRange(reach.Expected!.Value.TotalDays, 10.5, 13);
        Assert.InRange(11.7, reach.Earliest.TotalDays, (reach.Latest ?? TimeSpan.FromDays(20)).TotalDays);
        Assert.StartsWith("300 is reached in 1", reach.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Sees_a_disk_that_does_not_grow_stay_clear() =>
        Assert.IsType<NotWithinHorizon>(Filling.Of(Outlook.Hourly(Wave.Of(720, 0.3)), 300, TimeSpan.FromDays(20)));

    [Fact]
    public void Sees_a_full_disk_full() =>
        Assert.Equal(new AlreadyBeyond(300, "300 is already at or above 300"), Filling.Of(new RegularSeries(0, 60_000, [299, 300]), 300, TimeSpan.FromDays(1)));
}

using PerfMonitor.Analytics.Consumers;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Consumers;

public sealed class RefusedSeriesTests
{
    [Fact]
    public void Holds_no_more_than_its_bound_and_each_series_once()
    {
        var refused = new RefusedSeries();
        for (var id = 0UL; id <= RefusedSeries.Max; id++)
        {
            refused.Add(new SeriesId(id));
            refused.Add(new SeriesId(id));
        }

        Assert.Equal(RefusedSeries.Max, refused.Take().Count);
        Assert.False(refused.Arrived.IsCompleted);
    }
}

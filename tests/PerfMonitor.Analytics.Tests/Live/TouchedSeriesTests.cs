using PerfMonitor.Analytics.Live;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Live;

public sealed class TouchedSeriesTests
{
    private readonly TouchedSeries _touched = new();

    [Fact]
    public void Names_the_first_and_stands_for_any_other_beyond_its_bound()
    {
        var first = Enumerable.Range(1, 60_000).Select(id => new SeriesId((ulong)id)).ToList();
        _touched.Add(first);
        Assert.False(_touched.Take().Any);

        _touched.Add(first);
        _touched.Add(first);
        var touched = _touched.Take();

        Assert.True(touched.Any);
        Assert.Equal(first, touched.Series);
        Assert.Equal((0, false), (_touched.Take().Series.Count, _touched.Take().Any));
    }

    [Fact]
    public void Signals_what_was_touched_and_nothing_else()
    {
        _touched.Add([]);
        Assert.False(_touched.Signal.IsCompleted);

        _touched.Add([new SeriesId(1)]);
        Assert.True(_touched.Signal.IsCompleted);

        _touched.Take();
        Assert.False(_touched.Signal.IsCompleted);
        _touched.Add(null);
        Assert.True(_touched.Signal.IsCompleted);
    }
}

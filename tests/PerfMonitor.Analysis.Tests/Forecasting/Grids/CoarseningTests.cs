using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Tests.Forecasting.Grids;

public sealed class CoarseningTests
{
    private const double Gap = double.NaN;

    // Seven steps in threes: the oldest stays over, a stretch of gaps stays a gap, and each stands at its last step.
    [Fact]
    public void Takes_the_largest_of_each_stretch_counted_from_the_end()
    {
        var merged = Coarsening.ByLargest(new RegularSeries(1_000, 10, [99, Gap, Gap, Gap, 2, 5, Gap]), 3);

        Assert.Equal((1_030, 30), (merged.StartMs, merged.StepMs));
        Assert.Equal([Gap, 5], merged.Values);
    }

    [Fact]
    public void Leaves_a_series_as_it_is_at_one_step()
    {
        var series = new RegularSeries(0, 10, [1, 2]);

        Assert.Same(series, Coarsening.ByLargest(series, 1));
    }
}

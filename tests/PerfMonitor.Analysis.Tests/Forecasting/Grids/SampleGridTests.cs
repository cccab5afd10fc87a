using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analysis.Tests.Forecasting.Grids;

public sealed class SampleGridTests
{
    [Theory]
    [InlineData(StepValue.Mean, new[] { 2.0, double.NaN, 8 })]
    [InlineData(StepValue.Last, new[] { 3.0, double.NaN, 8 })]
    [InlineData(StepValue.Max, new[] { 3.0, double.NaN, 8 })]
    public void Takes_one_value_a_step_and_leaves_gaps(StepValue take, double[] expected)
    {
        var grid = SampleGrid.Build([new(1_000, 1), new(1_900, 3), new(3_500, 8)], 1_000, take);

        Assert.Equal((1_000, 1_000), (grid.StartMs, grid.StepMs));
        Assert.Equal(expected, grid.Values);
    }

    [Fact]
    public void Counts_a_falling_counter_as_begun_again_at_zero()
    {
        var grid = SampleGrid.Build([new(0, 100), new(1_000, 130), new(2_000, 5), new(3_000, 25)], 1_000, StepValue.Increase);

        Assert.Equal([double.NaN, 30, 5, 20], grid.Values);
    }

    [Fact]
    public void Takes_the_last_given_of_samples_with_one_timestamp_and_any_order()
    {
        var grid = SampleGrid.Build([new(2_000, 9), new(1_000, 1), new(1_000, 4)], 1_000, StepValue.Mean);

        Assert.Equal([4, 9], grid.Values);
    }

    [Fact]
    public void Knows_no_sample_in_stale_markers_nan_and_infinities()
    {
        var grid = SampleGrid.Build(
            [new(0, StaleMarker.Value), new(1_000, 1), new(2_000, double.NaN), new(3_000, 2), new(4_000, double.PositiveInfinity)], 1_000, StepValue.Last);

        Assert.Equal(1_000, grid.StartMs);
        Assert.Equal([1, double.NaN, 2], grid.Values);
    }

    [Fact]
    public void Is_empty_without_a_usable_sample() => Assert.Empty(SampleGrid.Build([new(0, double.NaN)], 1_000, StepValue.Mean).Values);

    [Fact]
    public void Keeps_the_newest_steps_of_a_span_that_is_too_long()
    {
        var grid = SampleGrid.Build([new(0, 1), new(1_000_000_000, 2)], 1, StepValue.Last);

        Assert.Equal((1_000_000_000, SampleGrid.MaxSteps), (grid.TimeMs(grid.Values.Count - 1), grid.Values.Count));
    }
}

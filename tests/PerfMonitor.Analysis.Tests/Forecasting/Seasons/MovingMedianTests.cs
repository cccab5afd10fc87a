using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class MovingMedianTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(24)]
    public void Is_the_median_of_each_window_and_goes_on_by_its_mean_slope(int season)
    {
        // Few different values, so that windows hold some of them several times.
        double[] values = [.. Wave.Of(200, 3, 24).Select((value, i) => Math.Round(value / 4) + (i / 10.0))];
        int half = season / 2, last = values.Length - half - 1;

        double[] trend = MovingMedian.Centred(values, season);

        double[] expected = [.. Enumerable.Range(half, last - half + 1).Select(i => Median.Of(values.AsSpan(i - half, (2 * half) + 1)))];
        double slope = (expected[^1] - expected[0]) / (expected.Length - 1);
        Assert.Equal(expected, trend[half..(last + 1)]);
        Assert.Equal((expected[0] - (half * slope), expected[^1] + (half * slope)), (trend[0], trend[^1]));
    }

    [Fact]
    public void Is_that_of_all_where_they_are_fewer_than_a_season() =>
        Assert.Equal([2, 2, 2], MovingMedian.Centred([1, 9, 2], 24));
}

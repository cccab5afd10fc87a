using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class MovingAverageTests
{
    [Theory]
    [InlineData(3, new[] { 1.0, 2, 6, 1, 2 }, new[] { 3.0, 3, 3, 3, 3 })]
    [InlineData(4, new[] { 1.0, 2, 3, 4, 5, 6 }, new[] { 1.0, 2, 3, 4, 5, 6 })]
    [InlineData(9, new[] { 1.0, 3 }, new[] { 2.0, 2 })]
    public void Is_centred_and_goes_on_with_its_slope_at_the_ends(int season, double[] values, double[] expected) =>
        Assert.Equal(expected, MovingAverage.Centred(values, season).Select(average => Math.Round(average, 9)));
}

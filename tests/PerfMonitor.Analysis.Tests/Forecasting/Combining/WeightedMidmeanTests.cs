using PerfMonitor.Analysis.Forecasting.Combining;

namespace PerfMonitor.Analysis.Tests.Forecasting.Combining;

public sealed class WeightedMidmeanTests
{
    [Theory]
    [InlineData(new[] { 1.0, 100, 3, 2 }, new[] { 0.25, 0.25, 0.25, 0.25 }, 2.5)]
    [InlineData(new[] { 1.0, 5 }, new[] { 0.5, 0.5 }, 3)]
    [InlineData(new[] { 1.0, 900 }, new[] { 0.8, 0.2 }, 1)]
    [InlineData(new[] { 4.0, 900 }, new[] { 1.0, 0 }, 4)]
    public void Is_the_mean_between_the_quartiles(double[] values, double[] weights, double expected) =>
        Assert.Equal(expected, WeightedMidmean.Of([.. values.Select(value => new[] { value })], weights)[0], 12);
}

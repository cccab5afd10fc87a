using PerfMonitor.Analysis.Forecasting.Combining;

namespace PerfMonitor.Analysis.Tests.Forecasting.Combining;

public sealed class WeightedMiddleTests
{
    [Theory]
    [InlineData(new[] { 1.0, 100, 3, 2 }, new[] { 0.25, 0.25, 0.25, 0.25 }, 2.5)]
    [InlineData(new[] { 1.0, 5 }, new[] { 0.5, 0.5 }, 3)]
    [InlineData(new[] { 1.0, 900 }, new[] { 0.8, 0.2 }, 1)]
    [InlineData(new[] { 0.0, 10 }, new[] { 0.65, 0.35 }, 0)]
    [InlineData(new[] { 0.0, 10 }, new[] { 0.55, 0.45 }, 2.5)]
    [InlineData(new[] { 4.0, 900 }, new[] { 1.0, 0 }, 4)]
    public void Is_the_mean_of_the_middle_fifth(double[] values, double[] weights, double expected) =>
        Assert.Equal(expected, WeightedMiddle.Of([.. values.Select(value => new[] { value })], weights)[0], 12);
}

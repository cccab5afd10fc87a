using PerfMonitor.Analysis.Forecasting.Combining;

namespace PerfMonitor.Analysis.Tests.Forecasting.Combining;

public sealed class CombinationWeightsTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2 }, new[] { 64 / 65.0, 1 / 65.0 })]
    [InlineData(new[] { 1.0, 2.1 }, new[] { 1.0, 0 })]
    [InlineData(new[] { double.NaN, 3 }, new[] { 0.0, 1 })]
    [InlineData(new[] { 0.0, 0, 1 }, new[] { 0.5, 0.5, 0 })]
    [InlineData(new[] { double.NaN }, new[] { 0.0 })]
    public void Fall_with_the_sixth_power_of_the_error(double[] errors, double[] expected) =>
        Assert.Equal(expected, CombinationWeights.From(errors), (a, b) => Math.Abs(a - b) < 1e-12);
}

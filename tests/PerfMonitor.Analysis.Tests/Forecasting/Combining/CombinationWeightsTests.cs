using PerfMonitor.Analysis.Forecasting.Combining;

namespace PerfMonitor.Analysis.Tests.Forecasting.Combining;

public sealed class CombinationWeightsTests
{
    [Theory]
    [InlineData(new[] { 5.0, 6 }, new[] { 1679616 / 2070241.0, 390625 / 2070241.0 })]
    [InlineData(new[] { 1.0, 1.51 }, new[] { 1.0, 0 })]
    [InlineData(new[] { double.NaN, 3 }, new[] { 0.0, 1 })]
    [InlineData(new[] { 0.0, 0, 1 }, new[] { 0.5, 0.5, 0 })]
    [InlineData(new[] { double.NaN }, new[] { 0.0 })]
    public void Fall_with_the_eighth_power_of_the_error(double[] errors, double[] expected) =>
        Assert.Equal(expected, CombinationWeights.From(errors), (a, b) => Math.Abs(a - b) < 1e-12);
}

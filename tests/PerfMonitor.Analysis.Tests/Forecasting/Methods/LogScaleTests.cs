using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class LogScaleTests
{
    [Fact]
    public void Goes_on_with_growth_by_a_factor()
    {
        double[] points = Fitting.Forecasts(new LogScale(new ExponentialSmoothing([])), [.. Enumerable.Range(0, 40).Select(i => Math.Pow(1.1, i))], 1);

        Assert.InRange(points[0], Math.Pow(1.1, 40) * 0.97, Math.Pow(1.1, 40) * 1.03);
    }

    [Fact]
    public void Holds_zeros() => Assert.Equal([0, 8], Fitting.Forecasts(new LogScale(new SeasonalNaive(2)), [0, 4, 0, 8], 2), (a, b) => Math.Abs(a - b) < 1e-9);

    [Theory]
    [InlineData(new[] { 1.0, -1, 2, 2 })]
    [InlineData(new[] { 0.0, 0, 0, 0 })]
    public void Takes_no_negative_values_and_no_zeros_alone(double[] values) => Assert.Null(new LogScale(new SeasonalNaive(1)).Fit(values));
}

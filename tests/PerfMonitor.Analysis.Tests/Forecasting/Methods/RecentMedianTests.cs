using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class RecentMedianTests
{
    [Theory]
    [InlineData(3, new[] { 100.0, 1, 2, 3 }, 2)]
    [InlineData(4, new[] { 7.0, 900, 1, 2, 3 }, 2.5)]
    [InlineData(12, new[] { 5.0, 1 }, 3)]
    public void Repeats_the_median_of_the_last_values(int window, double[] history, double expected) =>
        Assert.Equal([expected, expected], Fitting.Forecasts(new RecentMedian(window), history, 2));
}

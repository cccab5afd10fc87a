using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class SeasonalNaiveTests
{
    [Theory]
    [InlineData(1, new[] { 5.0, 5, 5, 5 })]
    [InlineData(3, new[] { 3.0, 4, 5, 3 })]
    public void Repeats_the_last_season(int season, double[] expected) =>
        Assert.Equal(expected, Fitting.Forecasts(new SeasonalNaive(season), [1, 2, 3, 4, 5], 4));

    [Fact]
    public void Needs_a_season() => Assert.Null(new SeasonalNaive(3).Fit([1, 2]));
}

using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class SeasonalMedianTests
{
    [Fact]
    public void Is_not_moved_by_one_spike() =>
        Assert.Equal([1, 2, 1], Fitting.Forecasts(new SeasonalMedian(2), [1, 2, 900, 2, 1, 2], 3));

    [Fact]
    public void Takes_the_mean_of_the_middle_two_of_an_even_number() =>
        Assert.Equal([2.5, 0], Fitting.Forecasts(new SeasonalMedian(2), [1, 0, 2, 0, 3, 0, 9, 0], 2));

    [Fact]
    public void Needs_two_seasons() => Assert.Null(new SeasonalMedian(2).Fit([1, 2, 3]));
}

using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class AutocorrelationTests
{
    // By hand: deviations −2 … 2, sum of squares 10, lagged products 4, −1, −4, −4.
    [Fact]
    public void Is_the_sum_of_lagged_products_over_the_sum_of_squares() =>
        Assert.Equal([1, 0.4, -0.1, -0.4, -0.4], Autocorrelation.Of([1, 2, 3, 4, 5]).Select(r => Math.Round(r, 12)));

    [Fact]
    public void Is_zero_for_a_constant_series() => Assert.Equal([0, 0, 0], Autocorrelation.Of([7, 7, 7]));

    [Fact]
    public void Peaks_at_a_season() => Assert.Equal(12, Autocorrelation.Peaks(Wave.Of(120, 0.1, 12))[0]);
}

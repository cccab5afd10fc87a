using PerfMonitor.Analysis.Forecasting.Scoring;

namespace PerfMonitor.Analysis.Tests.Forecasting.Scoring;

public sealed class ForecastErrorsTests
{
    private const double Gap = double.NaN;

    // 200·|y − ŷ| / (|y| + |ŷ|): 200·10/190, 0 for two zeros, 200 for opposite signs.
    [Theory]
    [InlineData(new[] { 100.0 }, new[] { 90.0 }, 200 * 10 / 190.0)]
    [InlineData(new[] { 0.0, 1 }, new[] { 0.0, -1 }, 100)]
    [InlineData(new[] { Gap, 1 }, new[] { 5.0, 1 }, 0)]
    [InlineData(new[] { Gap }, new[] { 5.0 }, Gap)]
    public void Measures_symmetric_percentages(double[] actual, double[] forecast, double expected) =>
        Assert.Equal(expected, ForecastErrors.SymmetricPercentage(actual, forecast), 9);

    // Seasonal differences of the history by 2: 2, 2, 4 → scale 8/3; absolute errors 2 and 6 → mean 4.
    [Fact]
    public void Scales_errors_by_the_seasonal_naive_error_of_the_history() =>
        Assert.Equal(1.5, ForecastErrors.Scaled([1, 2, 3, 4, 7], 2, [10, 10], [8, 16]), 9);

    [Theory]
    [InlineData(new[] { 3.0, 3, 3 }, 1)]
    [InlineData(new[] { 1.0, 2 }, 4)]
    public void Gives_no_scaled_error_without_a_scale(double[] history, int season) =>
        Assert.Equal(Gap, ForecastErrors.Scaled(history, season, [1], [2]));

    [Fact]
    public void Counts_values_on_a_bound_as_covered() =>
        Assert.Equal(0.5, ForecastErrors.Coverage([1, 2, 3, 4], [1, 1, 1, 1], [2, 2, 2, 2]));

    // Width 2 each; 3 lies 1 outside: 2/0.05 · 1 = 40. Mean (2 + 42)/2 = 22 over a scale of 2.
    [Fact]
    public void Charges_an_interval_its_width_and_forty_times_what_lies_outside() =>
        Assert.Equal(11, ForecastErrors.ScaledInterval([0, 2, 4], 1, [1, 3], [0, 0], [2, 2], 0.95), 9);
}

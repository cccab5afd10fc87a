using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class ThetaTests
{
    // On a line smoothing follows at once (α = 1), and the drift is half the slope: 19 + ½, 19 + 1, 19 + 1½.
    [Fact]
    public void Goes_on_with_half_the_slope_of_a_line() =>
        Assert.Equal([19.5, 20, 20.5], Fitting.Forecasts(new Theta([]), [.. Enumerable.Range(0, 20).Select(i => (double)i)], 3), Close);

    [Fact]
    public void Puts_the_season_back_on() =>
        Assert.Equal([10, 20, 30, 10], Fitting.Forecasts(new Theta([3]), [.. Enumerable.Range(0, 30).Select(i => 10.0 * (1 + (i % 3)))], 4), Close);

    [Theory]
    [InlineData(3, new int[0])]
    [InlineData(40, new[] { 24 })]
    public void Needs_four_values_and_two_seasons(int length, int[] seasons) => Assert.Null(new Theta(seasons).Fit(new double[length]));

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-6;
}

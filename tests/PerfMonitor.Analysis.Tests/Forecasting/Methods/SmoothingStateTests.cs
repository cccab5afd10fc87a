using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class SmoothingStateTests
{
    // α = ½ from the mean 4: errors −2, 1, 2½; levels 3, 3½, 4¾.
    [Fact]
    public void Smooths_a_level()
    {
        var (squared, points) = Run([2, 4, 6], new SmoothingWeights(0.5, 0, 0, 0, []), []);

        Assert.Equal((11.25, 4.75, 4.75), (squared, points[0], points[1]));
    }

    // From level −1 and slope 2 on 1, 3, 5 with φ = ½: one step ahead 0, so e = 1; level 0 + ½, slope 1 + ¼;
    // then 1⅛, e = 1⅞; level 2 1/16, slope 1 3/32; then 2 39/64, e = 2 25/64; level 3 103/128, slope 1 37/256.
    [Fact]
    public void Damps_a_slope()
    {
        var (squared, points) = Run([1, 3, 5], new SmoothingWeights(0.5, 0.25, 0.5, 0, []), []);

        Assert.Equal(1 + (1.875 * 1.875) + (2.390625 * 2.390625), squared, 12);
        double level = 3 + (103 / 128.0), slope = 1 + (37 / 256.0);
        Assert.Equal(new double[] { level + (slope / 2), level + (slope / 2) + (slope / 4) }, points.Select(p => Math.Round(p, 12)));
    }

    // The level stays at 10 (α ≈ 0); the last error is 14 − 10 = 4, of which a half, then a quarter is left.
    [Fact]
    public void Carries_a_share_of_the_last_error_over()
    {
        var (_, points) = Run([6, 10, 14], new SmoothingWeights(0, 0, 0, 0.5, []), []);

        Assert.Equal([12, 11], points);
    }

    [Fact]
    public void Adds_seasons_of_different_lengths()
    {
        double[] values = [.. Enumerable.Range(0, 24).Select(i => 50.0 + (i % 2) + (10 * (i % 4 / 2)))];

        var (squared, points) = Run(values, new SmoothingWeights(0.1, 0, 0, 0, [0.1, 0.1]), [2, 4]);

        Assert.Equal(0, squared, 9);
        Assert.Equal(new double[] { 50, 51 }, points.Select(p => Math.Round(p, 9)));
    }

    private static (double Squared, double[] Points) Run(double[] values, SmoothingWeights weights, int[] seasons)
    {
        var state = new SmoothingState(values, SeasonalAdjustment.Estimate(values, seasons));
        double squared = state.Run(values, weights);
        var points = new double[2];
        state.Forecast(weights, points);
        return (squared, points);
    }
}

using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class ExponentialSmoothingTests
{
    [Fact]
    public void Goes_on_with_a_line()
    {
        double[] points = Fitting.Forecasts(new ExponentialSmoothing([]), [.. Enumerable.Range(0, 60).Select(i => 3.0 * i)], 3);

        Assert.All(points.Select((point, h) => point - (3.0 * (60 + h))), off => Assert.InRange(off, -0.5, 0.5));
    }

    [Fact]
    public void Stays_on_the_level_of_noise()
    {
        double[] points = Fitting.Forecasts(new ExponentialSmoothing([]), Wave.Of(400, 5), 48);

        Assert.All(points, point => Assert.InRange(point, 97, 103));
    }

    [Fact]
    public void Follows_two_seasons_at_once()
    {
        double[] whole = Wave.Of(760, 0.5, 24, 168);

        double[] points = Fitting.Forecasts(new ExponentialSmoothing([24, 168]), whole[..700], 60);

        Assert.True(points.Select((point, h) => Math.Abs(point - whole[700 + h])).Average() < 1);
    }

    [Theory]
    [InlineData(7, new int[0])]
    [InlineData(40, new[] { 24 })]
    public void Needs_eight_values_and_two_seasons(int length, int[] seasons) => Assert.Null(new ExponentialSmoothing(seasons).Fit(new double[length]));
}

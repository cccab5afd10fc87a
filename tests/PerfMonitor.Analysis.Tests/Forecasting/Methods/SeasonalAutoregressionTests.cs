using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class SeasonalAutoregressionTests
{
    // y(t) = 0.8·y(t−1) + noise: the best forecast of each step is 0.8 of the one before, on the way to the mean.
    [Fact]
    public void Learns_how_fast_a_deviation_fades()
    {
        var random = new Random(3);
        var values = new double[2000];
        for (int i = 1; i < values.Length; i++) values[i] = (0.8 * values[i - 1]) + Gauss.Next(random);
        values[^1] = 10;

        double[] points = Fitting.Forecasts(new SeasonalAutoregression([]), values, 3);

        Assert.InRange(points[0], 7, 9);
        Assert.InRange(points[2], 4, 7);
    }

    [Fact]
    public void Does_not_run_away_when_the_past_explodes()
    {
        double[] points = Fitting.Forecasts(new SeasonalAutoregression([]), [.. Enumerable.Range(0, 60).Select(i => Math.Pow(1.5, i))], 500);

        Assert.All(points, point => Assert.InRange(Math.Abs(point), 0, 3 * Math.Pow(1.5, 60)));
    }

    [Fact]
    public void Needs_three_rows_for_each_weight() => Assert.Null(new SeasonalAutoregression([]).Fit(new double[14]));
}

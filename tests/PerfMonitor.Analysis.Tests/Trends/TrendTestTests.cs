using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Tests.Forecasting;
using PerfMonitor.Analysis.Trends;
using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Trends;

public sealed class TrendTestTests
{
    private const long HalfHourMs = 1_800_000;
    private const double Gap = double.NaN;

    [Fact]
    [Trait("feature", "S1-50")]
    [Trait("feature", "S2-79")]
    public void Says_how_fast_a_series_rises_and_how_sure_that_is()
    {
        double[] wave = Wave.Of(672, 2, 48);
        var trend = Of([.. wave.Select((value, i) => value + (0.05 * i))]);

        Assert.Equal(TrendVerdict.Rising, trend.Verdict);
        Assert.InRange(trend.PerHour!.Value, 0.09, 0.11);
        // 0.1 less what the noise of this seed itself slopes by.
        Assert.InRange(0.0985, trend.PerHourLower!.Value, trend.PerHourUpper!.Value);
        Assert.True(trend.PValue < 1e-6);
        Assert.Matches(@"^rises by 0\.\d+ an hour \(95 %: 0\.\d+ to 0\.\d+\), \d+\.\d % of its median over the whole time; p = 0 from 672 values worth \d+ independent ones; a season of 48 steps is taken out$", trend.Reason);
    }

    [Fact]
    public void Falls_where_values_fall_and_tells_the_speed_without_a_sign()
    {
        var trend = Of([.. Wave.Of(100, 1).Select((value, i) => value - i)]);

        Assert.Equal(TrendVerdict.Falling, trend.Verdict);
        Assert.StartsWith("falls by 2", trend.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new double[0], "not enough data: 0 of 12 values needed")]
    [InlineData(new[] { Gap, double.NegativeInfinity, Gap }, "not enough data: 0 of 12 values needed")]
    [InlineData(new[] { 1.0, 2, 3, Gap, 5 }, "not enough data: 4 of 12 values needed")]
    public void Says_what_is_missing(double[] values, string reason)
    {
        var trend = Of(values);

        Assert.Equal((TrendVerdict.NotEnoughData, null, reason), (trend.Verdict, trend.PValue, trend.Reason));
    }

    [Fact]
    public void Shows_no_trend_in_a_constant_series()
    {
        var trend = Of([.. Enumerable.Repeat(4.0, 40)]);

        Assert.Equal((TrendVerdict.NotShown, 1, 0, 0), (trend.Verdict, trend.PValue, trend.PerHour, trend.Share));
    }

    [Fact]
    public void Leaves_gaps_out_without_moving_the_slope()
    {
        var trend = Of([.. Enumerable.Range(0, 100).Select(i => i is > 20 and < 60 ? Gap : i / 2.0)]);

        Assert.Equal((61, 1), (trend.Values, Math.Round(trend.PerHour!.Value, 9)));
    }

    [Fact]
    public void Averages_a_long_series_before_it_compares_pairs()
    {
        var trend = Of([.. Enumerable.Range(0, 5000).Select(i => i / 2.0)]);

        Assert.Equal((1000, 1), (trend.Values, Math.Round(trend.PerHour!.Value, 9)));
    }

    // With the variance of independent values one in four of these would be called a trend.
    [Fact]
    public void Is_rarely_wrong_where_neighbours_resemble_each_other()
    {
        var random = new Random(2);
        int alarms = 0;
        for (int round = 0; round < 300; round++)
        {
            var values = new double[200];
            for (int i = 1; i < values.Length; i++) values[i] = (0.7 * values[i - 1]) + Gauss.Next(random);
            if (TrendTest.Of(new RegularSeries(0, 1000, values)).Verdict != TrendVerdict.NotShown) alarms++;
        }

        Assert.InRange(alarms, 0, 9);
    }

    private static Trend Of(double[] values) => TrendTest.Of(new RegularSeries(0, HalfHourMs, values));
}

using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Tests.Forecasting;

public sealed class ForecasterTests
{
    private const long HourMs = 3_600_000;
    private const double Gap = double.NaN;

    // 95 % of normal noise with deviation 2 lie within; a forecast may be off the quiet wave by about one deviation.
    private const double Reach = 1.96 * 2;
    private static readonly double[] Quiet = Wave.Of(700, 0, 24);

    [Fact]
    [Trait("feature", "S2-82")]
    public void Forecasts_a_day_and_a_week_with_bounds_that_hold()
    {
        double[] whole = Wave.Of(960, 3, 24, 168), quiet = Wave.Of(960, 0, 24, 168);

        var forecast = Assert.IsType<Forecast>(Run(whole[..912], new ForecastSettings(48)));

        Assert.Equal([24, 168], forecast.Seasons);
        Assert.Equal((912 * HourMs, HourMs, 48), (forecast.StartMs, forecast.StepMs, forecast.Points.Count));
        // The noise has deviation 3: repeating a season would be 2.4 off the quiet wave, and 95 % of values lie within 11.8.
        Assert.InRange(forecast.Points.Select((point, h) => Math.Abs(point - quiet[912 + h])).Average(), 0, 1.5);
        Assert.InRange(forecast.Upper.Zip(forecast.Lower, static (upper, lower) => upper - lower).Average(), 11.8, 15.7);
        Assert.InRange(Enumerable.Range(0, 48).Count(h => whole[912 + h] >= forecast.Lower[h] && whole[912 + h] <= forecast.Upper[h]), 44, 48);
        Assert.Equal(1, forecast.Methods.Sum(method => method.Weight), 9);
        Assert.Matches(@"^48 steps from 912 values; season of 24 and 168 steps found\. In \d+ forecasts of the past it was off by [\d.]+ on average, seasonal naive \d+ by [\d.]+\. ", forecast.Explanation);
    }

    [Fact]
    public void Widens_the_bounds_with_the_level()
    {
        double[] values = Wave.Of(400, 3, 24);

        var narrow = (Forecast)Run(values, new ForecastSettings(24) { Level = 0.8 });
        var wide = (Forecast)Run(values, new ForecastSettings(24) { Level = 0.99 });

        Assert.Equal(narrow.Points, wide.Points);
        Assert.All(narrow.Upper.Zip(wide.Upper), bound => Assert.True(bound.First < bound.Second));
    }

    public static TheoryData<double[], ForecastSettings, string> Refused() => new()
    {
        { [], new(48), "not enough data: 0 of 48 values needed" },
        { [Gap, Gap, double.PositiveInfinity], new(6), "not enough data: 0 of 10 values needed" },
        { [.. Enumerable.Range(0, 12).Select(i => (double)i)], new(48), "not enough data: 12 of 48 values needed" },
        { [.. Enumerable.Range(0, 31).Select(i => i % 3 == 0 ? i : Gap)], new(6), "not enough data: 11 of 16 values needed, 20 of 31 steps are gaps" },
        { [1, 2], new(0), "the horizon is 0 steps: give 1 to 2016" },
        { [1, 2], new(5) { Level = 1 }, "the level is 1: give 0.5 to 0.999" },
        { [1, 2], new(5) { Season = 0 }, "the season is 0 steps: give 1 (none) or more" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Says_why_there_is_no_forecast(double[] values, ForecastSettings settings, string reason) =>
        Assert.Equal(new ForecastRefused(reason), Run(values, settings));

    [Fact]
    public void Says_of_a_constant_series_that_its_interval_has_no_width()
    {
        var forecast = (Forecast)Run([.. Enumerable.Repeat(7.5, 60)], new ForecastSettings(3));

        Assert.Equal([7.5, 7.5, 7.5], forecast.Points);
        Assert.Equal((forecast.Points, forecast.Points), (forecast.Lower, forecast.Upper));
        Assert.Equal("All 60 values are 7.5: nothing shows by how much they could change, so the interval has no width.", forecast.Explanation);
    }

    [Fact]
    public void Leaves_out_a_season_that_is_longer_than_the_data_and_says_so()
    {
        var forecast = (Forecast)Run(Wave.Of(100, 1, 24), new ForecastSettings(12) { Season = 168 });

        Assert.Empty(forecast.Seasons);
        Assert.Contains("no season: one of 168 steps needs 420 values, 100 are there", forecast.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Fills_gaps_and_says_so()
    {
        double[] values = Wave.Of(400, 1, 24);
        double[] holed = [.. values.Select((value, i) => i is > 200 and < 215 || i % 31 == 0 ? Gap : value)];

        var forecast = (Forecast)Run(holed, new ForecastSettings(24) { Season = 24 });

        Assert.Contains("(gaps filled: 26)", forecast.Explanation, StringComparison.Ordinal);

        // The noise has deviation 1.
        Assert.All(forecast.Points.Select((point, h) => point - Wave.Of(424, 0, 24)[400 + h]), off => Assert.InRange(off, -2, 2));
    }

    [Fact]
    public void Goes_on_at_a_new_level_says_so_and_keeps_the_old_one_within_the_bounds()
    {
        double[] steady = Wave.Of(700, 2, 24);
        double[] moved = [.. steady[..652].Select((value, i) => i < 632 ? value : value + 60)];

        var forecast = (Forecast)Run(moved, new ForecastSettings(48));

        Assert.InRange(forecast.Points.Select((point, h) => Math.Abs(point - 60 - Quiet[652 + h])).Average(), 0, 1);
        Assert.All(Enumerable.Range(0, 48), h => Assert.InRange(Quiet[652 + h] - forecast.Lower[h], Reach - 2, Reach + 2));
        Assert.All(Enumerable.Range(0, 48), h => Assert.InRange(forecast.Upper[h] - 60 - Quiet[652 + h], Reach - 2, Reach + 2));
        Assert.Matches(@"season of 24 steps found; its level moved by (59|6\d)[\d.]* 20 steps ago, and what was before is taken to the new level\. In ", forecast.Explanation);
    }

    [Fact]
    public void Takes_a_new_level_that_is_hours_old_to_last_as_long_again_and_keeps_both_within_the_bounds()
    {
        double[] steady = Wave.Of(700, 2, 24);
        double[] burst = [.. steady[..652].Select((value, i) => i < 644 ? value : value + 60)];

        var forecast = (Forecast)Run(burst, new ForecastSettings(48));

        Assert.All(Enumerable.Range(0, 7), h => Assert.InRange(forecast.Points[h] - 60 - Quiet[652 + h], -4, 4));
        Assert.All(Enumerable.Range(9, 39), h => Assert.InRange(forecast.Points[h] - Quiet[652 + h], -2, 2));
        Assert.All(Enumerable.Range(0, 48), h => Assert.InRange(Quiet[652 + h] - forecast.Lower[h], Reach - 2, Reach + 2));

        // The size of the level is known from seven values, so to about two more.
        Assert.All(Enumerable.Range(0, 48), h => Assert.InRange(forecast.Upper[h] - 60 - Quiet[652 + h], Reach - 4, Reach + 4));
        Assert.Matches(@"; its level moved by \d+(\.\d+)? (7|8|9) steps ago, which is taken to last as long again\. In ", forecast.Explanation);
    }

    [Fact]
    public void Trusts_a_level_that_is_older_than_the_back_test()
    {
        double[] moved = [.. Wave.Of(652, 2, 24).Select((value, i) => i < 400 ? value : value + 60)];

        var forecast = (Forecast)Run(moved, new ForecastSettings(24));

        Assert.Contains("its level moved by", forecast.Explanation, StringComparison.Ordinal);
        Assert.All(forecast.Points.Zip(forecast.Lower), bound => Assert.InRange(bound.First - bound.Second, Reach - 1, Reach + 2));
    }

    [Fact]
    public void Repeats_what_a_series_of_rare_spikes_mostly_is()
    {
        var random = new Random(3);
        double[] spiky = [.. Enumerable.Range(0, 500).Select(_ => random.Next(12) == 0 ? 100 : 1 + (0.1 * random.NextDouble()))];

        var forecast = (Forecast)Run(spiky, new ForecastSettings(24));

        Assert.All(forecast.Points, point => Assert.InRange(point, 1, 1.1));
        Assert.Contains(forecast.Methods, method => method.Method.StartsWith("median of ", StringComparison.Ordinal) && method.Weight > 0.1);
    }

    [Fact]
    public void Begins_after_the_last_measured_value()
    {
        var forecast = (Forecast)Run([.. Wave.Of(100, 1), Gap, Gap], new ForecastSettings(5));

        Assert.Equal(100 * HourMs, forecast.StartMs);
    }

    [Fact]
    public void Keeps_bounds_within_what_can_be()
    {
        double[] busy = [.. Wave.Of(300, 20).Select(value => Math.Clamp(value - 20, 0, 100))];

        var forecast = (Forecast)Run(busy, new ForecastSettings(24) { Largest = 100 });

        Assert.All(forecast.Lower, bound => Assert.InRange(bound, 0, 100));
        Assert.All(forecast.Upper, bound => Assert.InRange(bound, 0, 100));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void Does_not_depend_on_the_unit(double unit)
    {
        double[] values = Wave.Of(200, 2, 24);

        var plain = (Forecast)Run(values, new ForecastSettings(24));
        var scaled = (Forecast)Run([.. values.Select(value => value * unit)], new ForecastSettings(24));

        Assert.Equal(plain.Upper, scaled.Upper.Select(bound => bound / unit), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Answers_whatever_it_is_given()
    {
        double[] oddities = [0, 0, 1, -1, 1e150, -1e-150, double.NaN, double.NegativeInfinity, 5, 5, 5];
        var random = new Random(11);
        for (int round = 0; round < 150; round++)
        {
            double[] values = [.. Enumerable.Range(0, random.Next(0, 120)).Select(_ => oddities[random.Next(1 + (round % oddities.Length))])];
            var settings = new ForecastSettings(1 + random.Next(30)) { Season = random.Next(4) == 0 ? 1 + random.Next(20) : null };

            if (Run(values, settings) is Forecast forecast)
            {
                Assert.All(Enumerable.Range(0, settings.Horizon), h =>
                    Assert.True(double.IsFinite(forecast.Points[h]) && forecast.Lower[h] <= forecast.Points[h] && forecast.Points[h] <= forecast.Upper[h]));
            }
        }
    }

    private static ForecastOutcome Run(double[] values, ForecastSettings settings) => Forecaster.Run(new RegularSeries(0, HourMs, values), settings);
}

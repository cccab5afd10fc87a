using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analysis.Tests.Detection;

[Trait("feature", "S2-78")]
public sealed class SeasonTests
{
    [Theory]
    [InlineData(24, 24)]
    [InlineData(7, 7)]
    [InlineData(96, 96)]
    public void A_period_is_found_under_noise_and_trend(int period, int found)
    {
        double[] values = [.. Enumerable.Range(0, 480).Select(i => 0.01 * i + Math.Sin(2 * Math.PI * i / period) + TestSeries.Noise(i))];

        Assert.Equal(found, SeasonSearch.Period(values));
    }

    [Fact]
    public void Noise_a_constant_and_nothing_have_no_season()
    {
        double[] noise = [.. Enumerable.Range(0, 480).Select(TestSeries.Noise)];
        double[] constant = [.. Enumerable.Repeat(5.0, 480)];
        double[] missing = [.. Enumerable.Repeat(double.NaN, 480)];

        Assert.Equal((0, 0, 0, 0), (SeasonSearch.Period(noise), SeasonSearch.Period(constant), SeasonSearch.Period(missing), SeasonSearch.Period([])));
    }

    [Fact]
    public void A_season_longer_than_a_third_of_the_data_is_not_claimed()
    {
        double[] values = [.. Enumerable.Range(0, 480).Select(static i => Math.Sin(2 * Math.PI * i / 200))];

        Assert.Equal(0, SeasonSearch.Period(values));
    }

    [Fact]
    public void A_wild_sample_does_not_pull_the_expected_value_along()
    {
        double calm = ExpectedAfter(spike: 0), pulled = ExpectedAfter(spike: 1_000_000);

        Assert.Equal(calm, pulled, 1.0);

        static double ExpectedAfter(double spike)
        {
            var detector = new SeasonalDecompositionDetector();
            for (int i = 0; i < 2000; i++) detector.Observe(Point(i, TestSeries.Daily(i) + (i == 1900 ? spike : 0)));
            return detector.Expected;
        }
    }

    [Fact]
    public void A_series_that_stood_still_at_first_is_learnt_when_it_moves()
    {
        var detector = new SeasonalDecompositionDetector();
        double off = 0, swing = 0;
        for (int i = 0; i < 10 * 288; i++)
        {
            double value = i < 288 ? 100 : TestSeries.Daily(i);
            detector.Observe(Point(i, value));
            if (i < 9 * 288) continue;
            off += Math.Abs(value - detector.Expected) / 288;
            swing += Math.Abs(value - 102.5) / 288;
        }

        Assert.True(off < swing / 3, $"off by {off} where the series swings by {swing}");
    }

    [Fact]
    public void The_same_distance_says_more_at_an_hour_when_the_series_is_calm()
    {
        double atNight = DeviationOf(14 * 288 + 20), atNoon = DeviationOf(14 * 288 + 164);

        Assert.True(atNight > 2 * atNoon, $"at night {atNight}, at noon {atNoon}");

        static double DeviationOf(int at)
        {
            var detector = new SeasonalDecompositionDetector();
            double deviation = 0;
            for (int i = 0; i <= at; i++)
            {
                double swing = i % 288 is > 96 and < 240 ? 20 : 2;
                deviation = detector.Observe(Point(i, swing * (TestSeries.Noise(i) - 0.5) + (i > at - 6 ? 40 : 0)));
            }

            return deviation;
        }
    }

    [Fact]
    public void A_season_that_begins_after_the_history_is_full_is_still_found()
    {
        var watch = new SeasonWatch(TestSeries.Minute, places: 128, DetectorConstants.Default);
        List<long> early = [], late = [];
        for (int i = 0; i < 600; i++)
        {
            double value = i < 200 ? 1 : TestSeries.Noise(i) + 5 * Math.Sin(2 * Math.PI * i / 16);
            (i < 200 ? early : late).AddRange(watch.Observe(i * TestSeries.Minute, value));
        }

        Assert.Empty(early);
        Assert.Contains(16 * TestSeries.Minute, late);
    }

    [Fact]
    public void Day_and_week_are_both_found_in_one_series()
    {
        var detector = new SeasonalDecompositionDetector();
        const int week = 7 * 288;
        double late = 0, plain = 0;
        for (int i = 0; i < 5 * week; i++)
        {
            double weekend = i % week >= 5 * 288 ? -25 : 0;
            double value = 20 * Math.Sin(2 * Math.PI * i / 288) + weekend + TestSeries.Noise(i);
            detector.Observe(Point(i, value));
            if (i < 4 * week) continue;
            late += Math.Abs(value - detector.Expected) / week;
            plain += Math.Abs(value) / week;
        }

        Assert.Contains(detector.PeriodsMs, static period => Math.Abs(period - 86_400_000L) <= 3_600_000);
        Assert.Contains(detector.PeriodsMs, static period => Math.Abs(period - 7 * 86_400_000L) <= 12 * 3_600_000L);
        Assert.True(late < plain / 3, $"off by {late}, without seasons {plain}");
    }

    private static SeriesPoint Point(int i, double value) => new(TestSeries.Start + i * TestSeries.FiveMinutes, value, TestSeries.FiveMinutes);
}

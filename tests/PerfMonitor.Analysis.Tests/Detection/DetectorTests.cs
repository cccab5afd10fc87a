using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class DetectorTests
{
    [Fact]
    [Trait("feature", "S2-76")]
    public void Z_score_counts_standard_deviations_from_the_recent_mean()
    {
        var detector = new ZScoreDetector();
        for (int i = 0; i < 100; i++) detector.Observe(Point(i, i % 2 == 0 ? 9 : 11));

        Assert.Equal(5, detector.Observe(Point(100, 15)), 6);
        Assert.Equal("5 standard deviations above the recent mean of 110", detector.Describe(origin: 100));
    }

    [Fact]
    [Trait("feature", "S2-76")]
    public void Z_score_has_no_answer_before_sixteen_samples()
    {
        var detector = new ZScoreDetector();

        double[] answers = [.. Enumerable.Range(0, 17).Select(i => detector.Observe(Point(i, i % 2)))];

        Assert.All(answers[..16], static answer => Assert.True(double.IsNaN(answer)));
        Assert.False(double.IsNaN(answers[16]));
    }

    [Theory]
    [Trait("feature", "S2-77")]
    [InlineData(true, 5)]
    [InlineData(false, -5)]
    public void Percentile_looks_at_the_value_itself(bool high, double expected) =>
        Assert.Equal(expected, new PercentileDetector(high).Observe(Point(0, 5)));

    [Fact]
    public void Ewma_moves_a_sixteenth_of_the_way()
    {
        var detector = new EwmaDetector(high: true);
        for (int i = 0; i < 100; i++) detector.Observe(Point(i, 10));

        Assert.Equal(11, detector.Observe(Point(100, 26)), 6);
    }

    [Fact]
    public void Cusum_adds_up_small_steps_that_a_z_score_does_not_see()
    {
        var cusum = new CusumDetector();
        var score = new ZScoreDetector();
        double before = 0, after = 0, largestScore = 0;
        for (int i = 0; i < 300; i++)
        {
            double value = TestSeries.Noise(i) + (i < 280 ? 0 : 0.45);
            double sum = cusum.Observe(Point(i, value));
            double deviations = score.Observe(Point(i, value));
            if (i is > 50 and < 280) before = Math.Max(before, sum);
            if (i < 280) continue;
            after = Math.Max(after, sum);
            largestScore = Math.Max(largestScore, deviations);
        }

        Assert.True(after > 1.3 * before, $"before {before}, after {after}");
        Assert.True(largestScore < 4, $"z-score {largestScore}");
    }

    [Fact]
    public void Pattern_knows_a_path_it_has_seen_and_not_one_with_the_same_values_in_another_order()
    {
        var detector = new PatternDetector();
        double known = 0;
        for (int i = 0; i < 400; i++) known = detector.Observe(Point(i, i % 8));

        Assert.Equal(0, known, 6);
        Assert.Equal(Math.Sqrt(12), detector.Observe(Point(400, 4)), 6);
    }

    [Fact]
    public void Time_of_day_knows_a_spike_that_comes_every_day_and_misses_one_that_stays_away()
    {
        var detector = new TimeOfDayDetector();
        double usual = 0, absent = 0, earlier = 0;
        for (int i = 0; i < 4 * 288; i++)
        {
            bool isSpike = i % 288 == 100;
            double distance = detector.Observe(Point(i, isSpike && i < 3 * 288 ? 50 : i == 3 * 288 + 50 ? 50 : 1));
            if (i == 2 * 288 + 100) usual = distance;
            if (i == 3 * 288 + 50) earlier = distance;
            if (i == 3 * 288 + 100) absent = distance;
        }

        Assert.Equal((0, 49.0 / TimeOfDayDetector.Smoothing, 0), (usual, earlier, absent));
    }

    [Fact]
    public void Flat_line_speaks_up_when_a_moving_series_stands_still()
    {
        var detector = new FlatLineDetector();
        double[] surprises = [.. Enumerable.Range(0, 220).Select(i => detector.Observe(Point(i, i < 200 ? TestSeries.Noise(i) : 0.5)))];

        Assert.Equal(-1, Array.FindIndex(surprises[..206], static surprise => surprise > 0));
        Assert.True(surprises[206] > 8);
        Assert.Equal("stands at 100.5 for 20 samples; never for more than 1 before", detector.Describe(origin: 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Flat_line_takes_a_series_that_often_stands_still_as_it_is(int every)
    {
        var detector = new FlatLineDetector();

        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(0, detector.Observe(Point(i, i % (40 * every) == 0 ? 1 : 0))));
    }

    [Fact]
    [Trait("feature", "S2-80")]
    public void The_recurrent_network_learns_a_series_that_depends_on_its_past()
    {
        var detector = new EchoStateDetector();
        double[] values = new double[3000];
        for (int i = 2; i < values.Length; i++) values[i] = 1.6 * values[i - 1] - 0.9 * values[i - 2] + TestSeries.Noise(i) - 0.5;
        double early = 0, late = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double error = detector.Observe(Point(i, values[i]));
            if (i is >= 20 and < 60) early += error / 40;
            if (i >= 2000) late += error / 1000;
        }

        double ofMean = values[2000..].Select(static value => Math.Abs(value)).Average() / Deviation(values);
        Assert.True(late < 0.5 * ofMean, $"network {late}, predicting the mean {ofMean}");
        Assert.True(late < early, $"early {early}, late {late}");
        Assert.InRange(detector.TrainingError, 0.01, 0.5);
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Average(static value => value * value));

    private static SeriesPoint Point(int i, double value) =>
        new(TestSeries.Start + i * TestSeries.FiveMinutes, value, TestSeries.FiveMinutes);
}

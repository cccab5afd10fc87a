using PerfMonitor.Analysis.Detection;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class SeriesDetectorTests
{
    [Fact]
    public void Too_few_samples_are_said_to_be_too_few()
    {
        var verdicts = Judge(TestSeries.Of(49, TestSeries.Daily));

        Assert.Equal((VerdictState.Learning, "not enough data: 12 of 48 needed", 0.0), (verdicts[11].State, verdicts[11].Reason, verdicts[11].Probability));
        Assert.True(double.IsNaN(verdicts[11].Expected));
        Assert.Equal(VerdictState.Judged, verdicts[48].State);
    }

    [Theory]
    [InlineData(0, 1, "a sample of this time has been seen already")]
    [InlineData(-1, 1, "older than the latest sample")]
    [InlineData(1, double.NaN, "not a finite number: NaN")]
    [InlineData(1, double.NegativeInfinity, "not a finite number: -Infinity")]
    [InlineData(1, 1e16, "beyond ±1000000000000000: 10000000000000000")]
    public void Bad_samples_are_ignored_with_their_reason(long later, double value, string reason)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        detector.Observe(1000, 1);

        var verdict = detector.Observe(1000 + later, value);

        Assert.Equal((VerdictState.Ignored, reason, 1L), (verdict.State, verdict.Reason, detector.Count));
    }

    [Fact]
    public void Duplicates_and_late_samples_leave_the_verdicts_as_they_are()
    {
        Sample[] samples = TestSeries.Of(1000, TestSeries.Daily);
        Sample[] messy = [.. samples.SelectMany((sample, i) => new[] { sample, sample, samples[Math.Max(0, i - 3)], sample with { Value = double.NaN } })];

        Assert.Equal(Judge(samples).Select(Key), Judge(messy).Where(static verdict => verdict.State != VerdictState.Ignored).Select(Key));
    }

    // Watched for two, four, eight and twenty hours; what docs/troubleshooting.md promises.
    [Theory]
    [InlineData(120, 0.69)]
    [InlineData(240, 0.83)]
    [InlineData(480, 0.95)]
    [InlineData(1_200, 0.99)]
    public void A_clear_jump_is_surer_the_longer_the_series_has_been_watched(int minutes, double probability)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        for (var minute = 0; minute < minutes; minute++) detector.Observe(TestSeries.Start + minute * TestSeries.Minute, Ripple(minute));

        Assert.Equal(probability, detector.Observe(TestSeries.Start + minutes * TestSeries.Minute, 5 * Ripple(minutes)).Probability, 0.01);

        static double Ripple(int minute) => 20 + Math.Sin(0.3 * minute);
    }

    [Fact]
    [Trait("feature", "S2-81")]
    public void A_spike_is_called_by_several_detectors_with_expected_value_band_and_reason()
    {
        var verdicts = Judge(TestSeries.Of(2000, static i => TestSeries.Daily(i) + (i == 1900 ? 200 : 0)));

        var spike = verdicts[1900];
        Assert.Equal(AnomalyLevel.Critical, spike.Level);
        Assert.True(spike.IsNews);
        Assert.InRange(spike.Expected, 60, 140);
        Assert.True(spike.Lower < spike.Expected && spike.Expected < spike.Upper && spike.Upper < spike.Value);
        Assert.Contains(spike.Votes, static vote => vote.Detector == DetectorKind.ZScore);
        Assert.Contains(spike.Votes, static vote => vote.Detector == DetectorKind.HighPercentile);
        Assert.Contains(spike.Votes, static vote => vote.Detector == DetectorKind.EchoState);
        Assert.StartsWith($"{spike.Value:0.####} where about {spike.Expected:0.####} was expected: ", spike.Reason);
        Assert.Equal(0, verdicts[600..1900].Count(static verdict => verdict.Level >= AnomalyLevel.Warning));
    }

    [Theory]
    [InlineData("a missing day", DetectorKind.TimeOfDay)]
    [InlineData("a new level", DetectorKind.Regime)]
    [InlineData("a flat line", DetectorKind.FlatLine)]
    [InlineData("wild swings", DetectorKind.Volatility)]
    public void Other_shapes_of_trouble_are_found_too(string shape, DetectorKind voter)
    {
        double Value(int i) => (shape, i >= 2880) switch
        {
            (_, false) => TestSeries.Daily(i),
            ("a missing day", _) => 70 + 5 * TestSeries.Noise(i),
            ("a new level", _) => TestSeries.Daily(i) + 100,
            ("a flat line", _) => 100,
            _ => TestSeries.Daily(i) + 60 * (TestSeries.Noise(i + 7) - 0.5),
        };

        var trouble = Judge(TestSeries.Of(2880 + 288, Value))[2880..];

        Assert.Contains(trouble, verdict => verdict.Level >= AnomalyLevel.Info && verdict.Votes.Any(vote => vote.Detector == voter));
    }

    [Fact]
    public void A_constant_series_and_one_with_daily_spikes_are_left_in_peace()
    {
        var constant = Judge(TestSeries.Of(3000, static _ => 45));
        var spikes = Judge(TestSeries.Of(4000, static i => i % 288 == 100 ? 50 + TestSeries.Noise(i) : TestSeries.Noise(i)));

        Assert.DoesNotContain(constant, static verdict => verdict.Level != AnomalyLevel.None);
        Assert.DoesNotContain(spikes[600..], static verdict => verdict.Level != AnomalyLevel.None);
    }

    [Fact]
    public void Outside_the_range_that_was_set_is_certain()
    {
        var detector = new SeriesDetector(new DetectionSettings { Minimum = 0, Maximum = 100 });
        for (int i = 0; i < 100; i++) detector.Observe(i * 1000, 50);

        var verdict = detector.Observe(100_000, 100.5);

        Assert.Equal((1.0, AnomalyLevel.Critical, "100.5 is above the largest allowed value of 100"), (verdict.Probability, verdict.Level, verdict.Reason));
        Assert.Equal([new Vote(DetectorKind.OutOfRange, 8, verdict.Reason)], verdict.Votes);
        Assert.Equal("-1 is below the least allowed value of 0", detector.Observe(101_000, -1).Reason);
    }

    [Theory]
    [InlineData(5.0, 4.0)]
    [InlineData(double.NaN, null)]
    [InlineData(null, double.NaN)]
    public void A_range_without_values_is_refused(double? minimum, double? maximum)
    {
        var refused = Assert.Throws<ArgumentException>(() => new SeriesDetector(new DetectionSettings { Minimum = minimum, Maximum = maximum }));

        Assert.StartsWith("no value lies between the minimum ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_that_stay_away_are_missed_after_five_usual_gaps()
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        for (int i = 0; i < 100; i++) detector.Observe(i * 15_000L, 1);

        Assert.Null(detector.Missing(99 * 15_000 + 75_000));
        Assert.Equal(new Vote(DetectorKind.MissingData, 8, "no sample for 76 s; usually there is one every 15 s"), detector.Missing(99 * 15_000 + 76_000));
    }

    [Fact]
    public void Samples_that_stay_away_are_a_warning_once_until_they_come_back()
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        for (int i = 0; i < 100; i++) detector.Observe(i * 15_000L, 5 + i % 2);

        var first = detector.Overdue(99 * 15_000 + 76_000)!.Value;

        Assert.Equal(
            (VerdictState.Judged, AnomalyLevel.Warning, true, 6.0, "no sample for 76 s; usually there is one every 15 s"),
            (first.State, first.Level, first.IsNews, first.Value, first.Reason));
        Assert.Equal(DetectorKind.MissingData, Assert.Single(first.Votes).Detector);
        Assert.InRange(first.Expected, first.Lower, first.Upper);
        Assert.Null(detector.Overdue(99 * 15_000 + 90_000));
        detector.Observe(99 * 15_000 + 100_000, 5);
        Assert.Null(detector.Overdue(99 * 15_000 + 110_000));
        Assert.NotNull(detector.Overdue(99 * 15_000 + 900_000));
    }

    [Fact]
    public void Nothing_is_overdue_while_the_series_is_still_being_learnt()
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        for (int i = 0; i < 48; i++) detector.Observe(i * 15_000L, 1);

        Assert.Null(detector.Overdue(3_600_000));
    }

    [Fact]
    public void A_detector_that_is_fed_from_the_replay_start_says_what_one_says_that_never_stopped()
    {
        var settings = new DetectionSettings { Memory = TimeSpan.FromDays(3) };
        Sample[] samples = TestSeries.Of(12 * 288, static i => TestSeries.Daily(i) + (i % 700 == 650 ? 90 : 0));
        var unbroken = Judge(samples, settings);
        foreach (int restart in new[] { 4 * 288 + 17, 7 * 288, 10 * 288 + 200 })
        {
            long from = SeriesDetector.ReplayFrom(samples[restart].TimestampMs, settings);
            int first = Array.FindIndex(samples, sample => sample.TimestampMs >= from);
            Assert.True(restart - first <= 6 * 288, $"{restart - first} samples to replay");

            var restarted = Judge(samples[first..], settings);

            Assert.Equal(unbroken[restart..].Select(Key), restarted[(restart - first)..].Select(Key));
        }
    }

    // Powers of two, which change no digit: what is left is what the detectors make of it.
    [Theory]
    [InlineData(1.0 / (1L << 40))]
    [InlineData(1L << 30)]
    [InlineData(-1)]
    public void The_unit_and_the_sign_of_a_series_do_not_matter(double unit)
    {
        static double Value(int i) => TestSeries.Daily(i) + (i is 1100 or 1400 ? 60 : i > 1700 ? 25 : 0);
        var plain = Judge(TestSeries.Of(2000, Value));

        var other = Judge(TestSeries.Of(2000, i => unit * Value(i)));

        Assert.Equal(plain.Select(static verdict => (verdict.Probability, verdict.IsNews)), other.Select(static verdict => (verdict.Probability, verdict.IsNews)));
        Assert.Contains(plain, static verdict => verdict.Level >= AnomalyLevel.Warning);
    }

    [Fact]
    public void Values_far_from_zero_are_judged_like_those_near_it()
    {
        var near = Judge(TestSeries.Of(1000, static i => TestSeries.Daily(i) + (i == 900 ? 100 : 0)));
        var far = Judge(TestSeries.Of(1000, static i => 1e9 + TestSeries.Daily(i) + (i == 900 ? 100 : 0)));

        Assert.Equal(near[900].Probability, far[900].Probability, 2);
    }

    [Theory]
    [InlineData(0.49, AnomalyLevel.None)]
    [InlineData(0.5, AnomalyLevel.Info)]
    [InlineData(0.8, AnomalyLevel.Warning)]
    [InlineData(0.95, AnomalyLevel.Critical)]
    [Trait("feature", "S2-33")]
    public void The_confidence_threshold_is_where_warnings_begin(double probability, AnomalyLevel level) =>
        Assert.Equal(level, AnomalyLevels.Of(probability));

    // Powers of ten far from what four digits behind the point can show, and a level far larger than what it strays.
    [Theory]
    [InlineData(1e-7, 0, "^4\\.\\d+E-05 where about 1\\.\\d+E-05 was expected: ")]
    [InlineData(1, 1e9, "^1000000\\d{3}(\\.\\d+)? where about 1000000\\d{3}(\\.\\d+)? was expected: ")]
    public void Words_show_how_values_differ_in_any_unit(double unit, double level, string words)
    {
        var verdicts = Judge(TestSeries.Of(1000, i => level + unit * (TestSeries.Daily(i) + (i == 900 ? 300 : 0))));

        Assert.Matches(words, verdicts[900].Reason);
    }

    private static Verdict[] Judge(Sample[] samples, DetectionSettings? settings = null)
    {
        var detector = new SeriesDetector(settings ?? DetectionSettings.Default);
        return [.. samples.Select(sample => detector.Observe(sample.TimestampMs, sample.Value))];
    }

    private static (long, double, double, bool, double, string) Key(Verdict verdict) =>
        (verdict.TimestampMs, verdict.Value, verdict.Probability, verdict.IsNews, verdict.Expected, verdict.Reason);
}

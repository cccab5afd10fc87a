using System.Globalization;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Testing;

namespace PerfMonitor.Analysis.Tests.Detection;

/// <summary>On recorded series: what is plain to the eye is found, and what is ordinary is left in peace.</summary>
public sealed class BenchmarkSeriesTests
{
    // The first day's rhythm is news to anybody.
    private const int TwoDays = 576;

    [Theory]
    [InlineData("realAWSCloudwatch/ec2_cpu_utilization_825cc2.csv", "2014-04-15 07:24", "2014-04-16 11:54")]
    [InlineData("realAWSCloudwatch/rds_cpu_utilization_cc0c53.csv", "2014-02-24 22:50", "2014-02-25 15:35")]
    [Trait("feature", "S2-81")]
    public void A_plain_anomaly_is_the_only_critical_one(string file, string from, string to)
    {
        Assert.SkipUnless(SharedData.Exists, SharedData.Missing);

        var critical = Judge(file).Where(static verdict => verdict.IsNews && verdict.Level == AnomalyLevel.Critical).ToArray();

        Assert.NotEmpty(critical);
        Assert.All(critical, verdict => Assert.InRange(verdict.TimestampMs, Time(from), Time(to)));
    }

    [Theory]
    [InlineData("art_daily_no_noise.csv")]
    [InlineData("art_daily_perfect_square_wave.csv")]
    [InlineData("art_daily_small_noise.csv")]
    [InlineData("art_flatline.csv")]
    [InlineData("art_noisy.csv")]
    public void A_series_without_an_anomaly_has_no_warning(string file)
    {
        Assert.SkipUnless(SharedData.Exists, SharedData.Missing);

        Assert.DoesNotContain(Judge($"artificialNoAnomaly/{file}"), static verdict => verdict.IsNews && verdict.Level >= AnomalyLevel.Warning);
    }

    private static Verdict[] Judge(string file)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        var verdicts = File.ReadLines(SharedData.Path("nab", "data", file)).Skip(1)
            .Select(static line => line.Split(','))
            .Select(fields => detector.Observe(Time(fields[0]), double.Parse(fields[1], CultureInfo.InvariantCulture)))
            .ToArray();
        return verdicts[TwoDays..];
    }

    private static long Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}

using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Query;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Anomalies;

public sealed class WatchedSeriesTests
{
    private const long Minute = 60_000;

    private static readonly LabelSet Queue = LabelSet.Create("queue_length", new Label("queue", "mail"));

    /// <summary>61 values, then none until the 80th minute, however the time is cut into grids.</summary>
    [Theory]
    [InlineData(90)]
    [InlineData(60, 30)]
    [InlineData(64, 26)]
    [InlineData(62, 1, 1, 1, 1, 1, 23)]
    public void A_series_that_stays_away_is_missed_once(params int[] chunks)
    {
        var watched = new WatchedSeries(new WatchDefinition { Name = "queues", Query = "queue_length", Step = "1m" }, DetectionSettings.Default);
        List<SeriesVerdict> verdicts = [];
        var at = 0;
        foreach (var points in chunks)
        {
            double[] values = [.. Enumerable.Range(at, points).Select(static minute => minute is > 60 and < 80 ? double.NaN : minute % 3)];
            GridSeries[] series = values.All(double.IsNaN) ? [] : [new GridSeries(Queue, values)];
            verdicts.AddRange(watched.Advance(TimeGrid.Within((at - 1) * Minute, (at + points - 1) * Minute, Minute), series));
            at += points;
        }

        var missed = Assert.Single(verdicts, static verdict => verdict.Verdict.Votes is [{ Detector: DetectorKind.MissingData }]);
        Assert.Equal((Queue, 66 * Minute, AnomalyLevel.Warning), (missed.Labels, missed.Verdict.TimestampMs, missed.Verdict.Level));
        Assert.Equal("no sample for 6 min; usually there is one every 60 s", missed.Verdict.Reason);
        Assert.Equal(71, verdicts.Count(static verdict => verdict.Verdict.Reason != "no sample for 6 min; usually there is one every 60 s"));
    }

    /// <summary>A detector learns from two spans of its memory after a restart; of less history it must not know more.</summary>
    [Theory]
    [InlineData(365)]
    [InlineData(30)]
    [InlineData(7)]
    [InlineData(1)]
    public void Detectors_remember_no_more_than_the_history_can_teach_them_again(int days)
    {
        var settings = new WatchDefinition { Name = "queues", Query = "queue_length", Minimum = 0, Maximum = 9 }.SettingsFor(TimeSpan.FromDays(days));

        var now = DateTimeOffset.UnixEpoch.AddDays(20_000).AddHours(23).ToUnixTimeMilliseconds();
        Assert.InRange(now - SeriesDetector.ReplayFrom(now, settings), 1, (long)TimeSpan.FromDays(days).TotalMilliseconds);
        Assert.Equal((0, 9), (settings.Minimum, settings.Maximum));
    }
}

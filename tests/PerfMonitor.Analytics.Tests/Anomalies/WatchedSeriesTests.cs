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
        var watched = new WatchedSeries(new WatchDefinition { Name = "queues", Query = "queue_length", Step = "1m" });
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
}

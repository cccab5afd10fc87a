using System.Diagnostics;
using System.Diagnostics.Metrics;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;

namespace PerfMonitor.Analytics;

/// <summary>What this service measures of itself; counters exist from the start, so that zero is visible.</summary>
internal sealed class AnalyticsMetrics : IDisposable
{
    /// <summary>What this service does, for traces.</summary>
    public static readonly ActivitySource Activities = new("PerfMonitor.Analytics");

    // A batch is a few milliseconds old, or as old as an outage was long; the usual bounds begin at 5 s.
    private static readonly double[] LagBounds = [0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Meter _meter = new("PerfMonitor.Analytics");
    private readonly Counter<long> _samplesRefused;
    private readonly Counter<long> _seriesRefused;
    private readonly Counter<long> _alertsLeftOut;
    private readonly Counter<long> _liveDropped;
    private readonly Histogram<double> _queryDuration;

    public AnalyticsMetrics(HistoryBuffer buffer, SeriesCatalogue catalogue, HistoryFigures figures)
    {
        SamplesConsumed = Counter("samples.consumed", "Samples taken in, from the bus and from rules.");
        SamplesCommitted = Counter("samples.committed", "Samples made durable.");
        SamplesWithoutDefinition = Counter("samples.undefined", "Samples of series whose definition has not arrived yet.");
        BatchesCorrupt = Counter("batches.corrupt", "Deliveries that could not be read and went to the error queue.");
        ChunksWritten = Counter("chunks.written", "Chunks written by group commits.");
        ChunksMerged = Counter("chunks.merged", "Small chunks merged into larger ones.");
        VerdictsMade = Counter("anomalies.verdicts", "Values of watched series that the detectors judged or learnt from.");
        AnomaliesFound = Counter("anomalies.found", "Values the detectors called an anomaly.");
        ChunksCorrupt = Counter("chunks.corrupt", "Reads of a damaged chunk, which was left out.");
        RowsExpired = Counter("rows.expired", "Rows of series that are kept for less than the rest of their partition, taken away.");
        CommitFailures = Counter("commits.failed", "Group commits that failed and were tried again.");
        LiveSamplesWritten = Counter("live.samples.written", "Samples written to live windows.");
        LiveMessagesCorrupt = Counter("live.messages.corrupt", "Messages of other instances that could not be read.");
        SeriesNotAnnounced = Counter("live.series.unannounced", "New series that the other instances learn of from PostgreSQL only: too many at a time.");
        LiveFlushFailures = Counter("live.flushes.failed", "Flushes to the live windows that failed.");
        RuleEvaluations = Counter("rules.evaluations", "Evaluations of rules.");
        RuleFailures = Counter("rules.failures", "Evaluations of rules that failed.");
        _alertsLeftOut = Counter("rules.alerts.left_out", "Series that met a rule's condition beyond the most alerts of one rule, at each evaluation, by rule.");
        RuleFileFailures = Counter("rules.files.refused", "Versions of rule files that were refused, and failures to read their folder.");
        AlertEvents = Counter("alerts.events", "Alert events published.");
        _samplesRefused = Counter("samples.refused", "Samples not stored, by reason.");
        _seriesRefused = Counter("series.refused", "Series definitions refused, by reason.");
        _liveDropped = Counter("live.samples.dropped", "Samples left out of live windows, by reason; history has them.");
        CommitDuration = Seconds("commit.duration", "Time a group commit took.");
        BusLag = _meter.CreateHistogram(
            "analytics.bus.lag", "s", "Age of a batch when it was taken off the bus.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = LagBounds });
        RuleDuration = Seconds("rules.duration", "Time an evaluation of a rule group took.");
        _queryDuration = Seconds("query.duration", "Time a query took, by endpoint and outcome.");
        _meter.CreateObservableGauge("analytics.samples.pending", () => buffer.Count, "{sample}", "Samples waiting for a group commit.");
        _meter.CreateObservableGauge("analytics.series.active", () => catalogue.Count, "{series}", "Series in the catalogue.");
        figures.Report(_meter);
        ShowZero(_samplesRefused, SampleRefusal.OlderThanRetention, SampleRefusal.TooLate, SampleRefusal.TooFarAhead);
        ShowZero(_seriesRefused, Announcement.WrongId, Announcement.Collision, Announcement.NulCharacter, Announcement.CatalogueFull);
        ShowZero(_liveDropped, LiveDrop.RedisAway, LiveDrop.TooManyPerMinute);
    }

    public Counter<long> SamplesConsumed { get; }

    public Counter<long> SamplesCommitted { get; }

    public Counter<long> SamplesWithoutDefinition { get; }

    public Counter<long> BatchesCorrupt { get; }

    public Counter<long> ChunksWritten { get; }

    public Counter<long> ChunksMerged { get; }

    public Counter<long> VerdictsMade { get; }

    public Counter<long> AnomaliesFound { get; }

    public Counter<long> ChunksCorrupt { get; }

    public Counter<long> RowsExpired { get; }

    public Counter<long> CommitFailures { get; }

    public Counter<long> LiveSamplesWritten { get; }

    public Counter<long> LiveMessagesCorrupt { get; }

    public Counter<long> SeriesNotAnnounced { get; }

    public Counter<long> LiveFlushFailures { get; }

    public Counter<long> RuleEvaluations { get; }

    public Counter<long> RuleFailures { get; }

    public Counter<long> RuleFileFailures { get; }

    public Counter<long> AlertEvents { get; }

    public Histogram<double> CommitDuration { get; }

    public Histogram<double> BusLag { get; }

    public Histogram<double> RuleDuration { get; }

    /// <summary>Nothing is counted for a rule that has never gone beyond.</summary>
    public void AlertsLeftOut(string rule, int count)
    {
        if (count > 0)
        {
            _alertsLeftOut.Add(count, new KeyValuePair<string, object?>("rule", rule));
        }
    }

    public void SampleRefused(SampleRefusal reason) => _samplesRefused.Add(1, Reason(reason));

    public void SeriesRefused(Announcement reason) => _seriesRefused.Add(1, Reason(reason));

    public void LiveSamplesDropped(int samples, LiveDrop reason) => _liveDropped.Add(samples, Reason(reason));

    public void QueryEnded(string endpoint, string outcome, TimeSpan duration) =>
        _queryDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("endpoint", endpoint), new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Reason<T>(T reason)
        where T : struct, Enum => new("reason", reason.ToString());

    private Counter<long> Counter(string name, string description)
    {
        var counter = _meter.CreateCounter<long>($"analytics.{name}", unit: null, description);
        counter.Add(0);
        return counter;
    }

    private Histogram<double> Seconds(string name, string description) => _meter.CreateHistogram<double>($"analytics.{name}", "s", description);

    private static void ShowZero<T>(Counter<long> counter, params T[] reasons)
        where T : struct, Enum
    {
        foreach (var reason in reasons)
        {
            counter.Add(0, Reason(reason));
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Publishing;

namespace PerfMonitor.Ingestion;

/// <summary>
/// What this process counts, told two ways: as OpenTelemetry instruments, and through <see cref="Totals"/> as our own series every second.
/// </summary>
internal sealed class IngestionMetrics : IDisposable
{
    /// <summary>The source of our own spans.</summary>
    public static readonly ActivitySource Activities = new("PerfMonitor.Ingestion");

    private readonly Meter _meter = new("PerfMonitor.Ingestion");
    private readonly Histogram<double> _publishDuration;
    private readonly Counter<long> _publishFailures;
    private readonly Counter<long> _publishRetries;
    private readonly Counter<long> _announced;

    public IngestionMetrics()
    {
        _publishDuration = _meter.CreateHistogram<double>("perfmonitor.ingestion.publish.duration", "s", "From the start of a send to the broker's confirm");
        _publishFailures = _meter.CreateCounter<long>("perfmonitor.ingestion.publish.failures", "{batch}", "Batches and requests that were not confirmed, by outcome");
        _publishRetries = _meter.CreateCounter<long>("perfmonitor.ingestion.publish.retries", "{batch}", "Batches sent again because the broker did not confirm them");
        _announced = _meter.CreateCounter<long>("perfmonitor.ingestion.series.announced", "{series}", "Series definitions sent in front of batches");
        _meter.CreateObservableCounter("perfmonitor.ingestion.samples.accepted", () => Totals.Accepted, "{sample}", "Samples confirmed by the broker");
        _meter.CreateObservableCounter("perfmonitor.ingestion.samples.refused", RefusedByReason, "{sample}", "Samples refused, by reason");
    }

    /// <summary>The running totals.</summary>
    public IngestionTotals Totals { get; } = new();

    public void Dispose() => _meter.Dispose();

    public void Published(TimeSpan duration, int samples, int announced)
    {
        _publishDuration.Record(duration.TotalSeconds);
        _announced.Add(announced);
        Totals.Publish(duration);
        Totals.Accept(samples);
    }

    public void PublishFailed(PublishOutcome outcome) => _publishFailures.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void PublishRetried() => _publishRetries.Add(1);

    public void Refused(RefusalReason reason, int samples) => Totals.Refuse(reason, samples);

    /// <summary>Watches how many samples wait.</summary>
    public void ObserveQueue(Func<long> queued) => _meter.CreateObservableGauge("perfmonitor.ingestion.queue.samples", queued, "{sample}", "Samples that wait for the broker");

    /// <summary>Watches how many series are live.</summary>
    public void ObserveSeries(Func<int> live) => _meter.CreateObservableGauge("perfmonitor.ingestion.series.live", live, "{series}", "Series that had a sample within the idle time");

    private IEnumerable<Measurement<long>> RefusedByReason() =>
        Totals.Refused.Select(entry => new Measurement<long>(entry.Count, new KeyValuePair<string, object?>("reason", entry.Reason.Text())));
}

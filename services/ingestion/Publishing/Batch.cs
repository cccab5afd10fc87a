using System.Diagnostics;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// One message in the making: gathers samples up to its bounds, puts the labels of series that are not announced in front, and remembers
/// whom to tell when it is confirmed. Reused by its partition from message to message.
/// </summary>
internal sealed class Batch(PublishingOptions options)
{
    // What a sample costs at most on the wire: id 8, value 8, and nearly always at most 3 bytes of time difference.
    private const int SampleBytes = 19;
    private const int LabelOverhead = 4;
    private const int MaximumLinks = 64;

    private readonly SampleBatchWriter _writer = new();
    private readonly List<Series> _announced = [];
    private readonly List<(Delivery Delivery, int Samples)> _deliveries = [];
    private long _nowMs;
    private long _number;
    private int _bytes;

    public int Count => _writer.Count;

    /// <summary>How many series are announced.</summary>
    public int Announcements => _announced.Count;

    /// <summary>The first recorded trace among those of its requests, which the message continues; none when no request is recorded.</summary>
    public ActivityContext Parent => Recorded.FirstOrDefault();

    /// <summary>The other recorded traces.</summary>
    public IEnumerable<ActivityLink> Links => Recorded.Skip(1).Take(MaximumLinks).Select(origin => new ActivityLink(origin));

    private IEnumerable<ActivityContext> Recorded => _deliveries.Select(entry => entry.Delivery.Origin).Where(origin => origin.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));

    public void Begin(long nowMs)
    {
        _writer.Clear();
        _announced.Clear();
        _deliveries.Clear();
        _bytes = 0;
        _number++;
        _nowMs = nowMs;
    }

    /// <summary>Takes as many samples of a piece as fit; a batch holds at least one.</summary>
    public void Take(Piece piece)
    {
        var before = Count;
        while (piece.Remaining > 0 && (Count == 0 || (Count < options.MaximumBatchSamples && _bytes < options.MaximumBatchBytes)))
        {
            ref readonly var sample = ref piece.Next;
            Announce(sample.Series);
            _writer.Add(sample.Series.Id, sample.Sample);
            _bytes += SampleBytes;
            piece.Take();
        }

        if (Count > before)
        {
            _deliveries.Add((piece.Delivery, Count - before));
        }
    }

    public byte[] ToArray() => _writer.ToArray(_nowMs);

    /// <summary>The broker has it: the series in front are known from now on, and the deliveries have come that far.</summary>
    public void Confirm()
    {
        foreach (var series in _announced)
        {
            series.AnnouncedAtMs = _nowMs;
        }

        foreach (var (delivery, samples) in _deliveries)
        {
            delivery.Confirm(samples);
        }
    }

    public void Fail()
    {
        foreach (var (delivery, _) in _deliveries)
        {
            delivery.End(PublishOutcome.NotConfirmed);
        }
    }

    private void Announce(Series series)
    {
        if (series.AnnouncedAtMs >= _nowMs - Interval(series.Id) || series.AnnouncedInBatch == _number)
        {
            return;
        }

        series.AnnouncedInBatch = _number;
        _announced.Add(series);
        _writer.Define(series.Id, series.Labels);
        _bytes += 10;
        foreach (var label in series.Labels)
        {
            _bytes += label.Name.Length + label.Value.Length + LabelOverhead;
        }
    }

    // Between three quarters of the interval and all of it, by the series' id, so that a million series do not repeat themselves in one second.
    private long Interval(SeriesId id)
    {
        var full = (long)options.AnnounceInterval.TotalMilliseconds;
        return full - (full / 4 * (long)(id.Value % 1_024) / 1_024);
    }
}

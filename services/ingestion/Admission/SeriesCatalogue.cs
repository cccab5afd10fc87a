using System.Collections.Concurrent;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// The live series of this process. Bounded by <see cref="AdmissionOptions.MaximumSeries"/> and, per metric name,
/// by <see cref="AdmissionOptions.MaximumSeriesPerMetric"/>; a series without samples for <see cref="AdmissionOptions.SeriesIdleTime"/> is let go.
/// </summary>
internal sealed class SeriesCatalogue(AdmissionOptions limits)
{
    private readonly ConcurrentDictionary<SeriesId, Series> _series = new();
    private readonly ConcurrentDictionary<string, Tally> _perMetric = new(StringComparer.Ordinal);
    private readonly RefusedSeries _refused = new(limits.MaximumSeries);
    private int _count;

    /// <summary>How many series are live.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Finds or takes in the series with these labels, or says why it is refused.</summary>
    public Series? Admit(LabelSet labels, long nowMs, out Refusal refusal) => Admit(labels, nowMs, limited: true, out refusal);

    /// <summary>Takes in a series of our own collectors, which the limits on senders must not silence.</summary>
    public Series AdmitOwn(LabelSet labels, long nowMs) =>
        TryAdmitOwn(labels, nowMs, out var refusal) ?? throw new InvalidOperationException($"Our own series {labels} is refused: {refusal.Detail}.");

    /// <summary>The same for labels that people have a hand in, or why it is refused.</summary>
    public Series? TryAdmitOwn(LabelSet labels, long nowMs, out Refusal refusal) => Admit(labels, nowMs, limited: false, out refusal);

    private Series? Admit(LabelSet labels, long nowMs, bool limited, out Refusal refusal)
    {
        var id = labels.Id;
        if (_series.TryGetValue(id, out var known))
        {
            return Touch(known, labels, nowMs, out refusal);
        }

        if ((SeriesName.Check(labels, limits) ?? (limited ? Limit(id, labels, nowMs) : null)) is { } refused)
        {
            refusal = refused;
            return null;
        }

        var added = new Series(id, labels) { LastSeenMs = nowMs, IsOwn = !limited };
        var kept = _series.GetOrAdd(id, added);
        if (!ReferenceEquals(kept, added))
        {
            return Touch(kept, labels, nowMs, out refusal);
        }

        refusal = default;
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _perMetric.GetOrAdd(labels.Metric, static _ => new Tally()).Count);
        return added;
    }

    /// <summary>Refuses further samples of a series that the history has no room for, for a while; our own stay.</summary>
    public void Refuse(SeriesId id, long nowMs)
    {
        if (_series.TryGetValue(id, out var series) && !series.IsOwn)
        {
            _refused.Add(id, nowMs);
            LetGo(series);
        }
    }

    /// <summary>Lets idle series go; returns how many.</summary>
    public int Sweep(long nowMs)
    {
        _refused.Sweep(nowMs);
        var oldest = nowMs - (long)limits.SeriesIdleTime.TotalMilliseconds;
        return _series.Values.Count(series => series.LastSeenMs < oldest && LetGo(series));
    }

    private bool LetGo(Series series)
    {
        if (!_series.TryRemove(series.Id, out _))
        {
            return false;
        }

        series.Expired = true;
        Interlocked.Decrement(ref _count);
        if (_perMetric.TryGetValue(series.Labels.Metric, out var tally) && Interlocked.Decrement(ref tally.Count) <= 0)
        {
            // A series admitted in this very moment loses its count at most once: the limit is then off by one until it goes idle.
            _perMetric.TryRemove(series.Labels.Metric, out _);
        }

        return true;
    }

    private static Series? Touch(Series known, LabelSet labels, long nowMs, out Refusal refusal)
    {
        if (!known.Labels.Equals(labels))
        {
            refusal = new Refusal(RefusalReason.SeriesCollision, $"{labels} has the same 64-bit id as {known.Labels}, which came first; change any label to tell them apart");
            return null;
        }

        refusal = default;
        known.LastSeenMs = nowMs;
        return known;
    }

    private Refusal? Limit(SeriesId id, LabelSet labels, long nowMs)
    {
        if (_refused.Contains(id, nowMs))
        {
            return new Refusal(RefusalReason.HistoryFull, $"the history holds as many series as it may (History:MaxSeries), and {labels} is not one of them; it is tried again every {RefusedSeries.Period.TotalMinutes:0} minutes");
        }

        if (Count >= limits.MaximumSeries)
        {
            return new Refusal(RefusalReason.TotalSeriesLimit, $"{limits.MaximumSeries} series are live, which is the limit (Admission:MaximumSeries); {labels.Metric} gets no new one");
        }

        return _perMetric.TryGetValue(labels.Metric, out var tally) && Volatile.Read(ref tally.Count) >= limits.MaximumSeriesPerMetric
            ? new Refusal(RefusalReason.MetricSeriesLimit, $"'{labels.Metric}' has {limits.MaximumSeriesPerMetric} live series, which is the limit (Admission:MaximumSeriesPerMetric); look for a label with ids or times in it")
            : null;
    }

    private sealed class Tally
    {
        public int Count;
    }
}

using System.Collections.Concurrent;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// The live series of this process. Bounded by <see cref="AdmissionOptions.MaximumSeries"/> and, per metric name,
/// by <see cref="AdmissionOptions.MaximumSeriesPerMetric"/>; a series without samples for <see cref="AdmissionOptions.SeriesIdleTime"/> is let go.
/// </summary>
internal sealed class SeriesCatalogue(AdmissionOptions limits)
{
    /// <summary>How long samples of a series that the history has no room for are refused.</summary>
    public static readonly TimeSpan RefusalPeriod = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<SeriesId, Series> _series = new();
    private readonly ConcurrentDictionary<string, Tally> _perMetric = new(StringComparer.Ordinal);
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

    /// <summary>
    /// Refuses further samples of a series that the history has no room for, for <see cref="RefusalPeriod"/>; then it is tried again, and announced anew. It
    /// counts as live, so that one metric cannot bring ever more of them. False for one that is not known, and for our own, which go on.
    /// </summary>
    public bool Refuse(SeriesId id, long nowMs)
    {
        if (!_series.TryGetValue(id, out var series) || series.IsOwn)
        {
            return false;
        }

        series.RefusedUntilMs = nowMs + (long)RefusalPeriod.TotalMilliseconds;
        series.Expired = true;
        return true;
    }

    /// <summary>Lets idle series go; returns how many.</summary>
    public int Sweep(long nowMs)
    {
        var oldest = nowMs - (long)limits.SeriesIdleTime.TotalMilliseconds;
        var swept = 0;
        foreach (var (id, series) in _series)
        {
            if (series.LastSeenMs >= oldest || !_series.TryRemove(KeyValuePair.Create(id, series)))
            {
                continue;
            }

            series.Expired = true;
            Interlocked.Decrement(ref _count);
            if (_perMetric.TryGetValue(series.Labels.Metric, out var tally) && Interlocked.Decrement(ref tally.Count) <= 0)
            {
                // A series admitted in this very moment loses its count at most once: the limit is then off by one until it goes idle.
                _perMetric.TryRemove(series.Labels.Metric, out _);
            }

            swept++;
        }

        return swept;
    }

    private Series? Admit(LabelSet labels, long nowMs, bool limited, out Refusal refusal)
    {
        var id = labels.Id;
        if (_series.TryGetValue(id, out var known))
        {
            return Touch(known, labels, nowMs, limited, out refusal);
        }

        if ((SeriesName.Check(labels, limits) ?? (limited ? Limit(labels) : null)) is { } refused)
        {
            refusal = refused;
            return null;
        }

        var added = new Series(id, labels) { LastSeenMs = nowMs, IsOwn = !limited };
        var kept = _series.GetOrAdd(id, added);
        if (!ReferenceEquals(kept, added))
        {
            return Touch(kept, labels, nowMs, limited, out refusal);
        }

        refusal = default;
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _perMetric.GetOrAdd(labels.Metric, static _ => new Tally()).Count);
        return added;
    }

    private Series? Touch(Series known, LabelSet labels, long nowMs, bool limited, out Refusal refusal)
    {
        if (!known.Labels.Equals(labels))
        {
            refusal = new Refusal(RefusalReason.SeriesCollision, $"{labels} has the same 64-bit id as {known.Labels}, which came first; change any label to tell them apart");
            return null;
        }

        known.LastSeenMs = nowMs;
        if (limited && nowMs < known.RefusedUntilMs)
        {
            refusal = new Refusal(RefusalReason.HistoryFull, $"the history holds as many series as it may (History:MaxSeries), and {labels} is not one of them; it is tried again every {RefusalPeriod.TotalMinutes:0} minutes");
            return null;
        }

        refusal = default;
        return known.Expired ? Renew(known, nowMs, limited) : known;
    }

    /// <summary>Another object for the same series, which nothing has announced yet; counted already.</summary>
    private Series Renew(Series known, long nowMs, bool limited)
    {
        var renewed = new Series(known.Id, known.Labels) { LastSeenMs = nowMs, IsOwn = !limited };
        return _series.TryUpdate(known.Id, renewed, known) ? renewed : _series.GetValueOrDefault(known.Id, renewed);
    }

    private Refusal? Limit(LabelSet labels)
    {
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

using System.Collections.Concurrent;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// The running totals of delta series. At most <see cref="TranslationOptions.MaximumDeltaSeries"/>; one without a point for
/// <see cref="TranslationOptions.DeltaIdleTime"/> is forgotten, and so are all when the process ends: the cumulative series then
/// begins at zero again, which every counter function reads as a reset.
/// </summary>
internal sealed class DeltaStore(TranslationOptions options)
{
    private readonly ConcurrentDictionary<SeriesId, Entry> _entries = new();

    public int Count => _entries.Count;

    /// <summary>The running total of a series; null where there is no room for another one.</summary>
    private RunningTotal<T>? Find<T>(SeriesId id, long nowMs)
        where T : IAddable<T>
    {
        if (_entries.TryGetValue(id, out var entry) && entry.Total is RunningTotal<T> total)
        {
            entry.LastSeenMs = nowMs;
            return total;
        }

        // Counting a concurrent dictionary takes its locks, which only new series pay.
        if (entry is null && _entries.Count >= options.MaximumDeltaSeries)
        {
            return null;
        }

        return (RunningTotal<T>)_entries.AddOrUpdate(
            id,
            static (_, now) => new Entry(new RunningTotal<T>()) { LastSeenMs = now },
            static (_, found, now) => found.Total is RunningTotal<T> ? found : new Entry(new RunningTotal<T>()) { LastSeenMs = now },
            nowMs).Total;
    }

    /// <summary>Adds a delta to the running total of its series; false and why where it cannot be added.</summary>
    public bool TryAdd<T>(Series series, ulong time, T delta, long nowMs, out T total, out Refusal refusal)
        where T : IAddable<T>
    {
        refusal = default;
        total = delta;
        if (Find<T>(series.Id, nowMs) is not { } running)
        {
            refusal = new Refusal(RefusalReason.DeltaSeriesLimit, $"running totals of {options.MaximumDeltaSeries} delta series are kept, which is the limit (Otlp:MaximumDeltaSeries); {series.Labels} gets none");
            return false;
        }

        switch (running.Add(time, delta, out total))
        {
            case DeltaOutcome.OutOfOrder:
                refusal = new Refusal(RefusalReason.DeltaOutOfOrder, $"a delta point of {series.Labels} is older than the last one added");
                return false;
            case DeltaOutcome.Duplicate:
                refusal = new Refusal(RefusalReason.Duplicate, $"a delta point of {series.Labels} has the time of one already added, but another value");
                return false;
            default:
                return true;
        }
    }

    /// <summary>Forgets idle totals; returns how many.</summary>
    public int Sweep(long nowMs)
    {
        var oldest = nowMs - (long)options.DeltaIdleTime.TotalMilliseconds;
        var swept = 0;
        foreach (var (id, entry) in _entries)
        {
            if (entry.LastSeenMs < oldest && _entries.TryRemove(new KeyValuePair<SeriesId, Entry>(id, entry)))
            {
                swept++;
            }
        }

        return swept;
    }

    private sealed class Entry(object total)
    {
        private long _lastSeenMs;

        public object Total { get; } = total;

        public long LastSeenMs
        {
            get => Volatile.Read(ref _lastSeenMs);
            set => Volatile.Write(ref _lastSeenMs, value);
        }
    }
}

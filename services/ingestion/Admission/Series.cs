using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>A live series: its identity, and what we must remember about it while samples of it pass through.</summary>
internal sealed class Series(SeriesId id, LabelSet labels)
{
    private long _lastSeenMs;
    private long _newestMs = long.MinValue;
    private long _refusedUntilMs = long.MinValue;
    private volatile bool _expired;

    public SeriesId Id { get; } = id;

    public LabelSet Labels { get; } = labels;

    /// <summary>Whether our own collectors brought it first.</summary>
    public bool IsOwn { get; init; }

    /// <summary>When its labels were last confirmed on the bus, milliseconds since the Unix epoch; only its partition's publisher touches this.</summary>
    public long AnnouncedAtMs { get; set; } = long.MinValue / 2;

    /// <summary>The number of the batch that last carried its labels; only its partition's publisher touches this.</summary>
    public long AnnouncedInBatch { get; set; }

    /// <summary>When its metric was last described with it, milliseconds since the Unix epoch; a request that loses the race describes it once more.</summary>
    public long DescribedAtMs { get; set; } = long.MinValue / 2;

    /// <summary>When a sample last passed, milliseconds since the Unix epoch.</summary>
    public long LastSeenMs
    {
        get => Volatile.Read(ref _lastSeenMs);
        set => Volatile.Write(ref _lastSeenMs, value);
    }

    /// <summary>
    /// Takes note of a sample's time, milliseconds since the Unix epoch, and returns the latest time of those before. It never goes back, so a
    /// sample later than that is the first of its series for that time.
    /// </summary>
    public long Reach(long timestampMs)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _newestMs);
            if (timestampMs <= newest || Interlocked.CompareExchange(ref _newestMs, timestampMs, newest) == newest)
            {
                return newest;
            }
        }
    }

    /// <summary>Until when its samples are refused because the history has no room for it, milliseconds since the Unix epoch.</summary>
    public long RefusedUntilMs
    {
        get => Volatile.Read(ref _refusedUntilMs);
        set => Volatile.Write(ref _refusedUntilMs, value);
    }

    /// <summary>Set when the catalogue has let the series go, or refuses it; whoever still holds it asks the catalogue again.</summary>
    public bool Expired
    {
        get => _expired;
        set => _expired = value;
    }
}

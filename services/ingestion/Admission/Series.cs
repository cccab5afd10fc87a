using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>A live series: its identity, and what we must remember about it while samples of it pass through.</summary>
internal sealed class Series(SeriesId id, LabelSet labels)
{
    private long _lastSeenMs;
    private long _newestMs = long.MinValue;
    private volatile bool _expired;

    public SeriesId Id { get; } = id;

    public LabelSet Labels { get; } = labels;

    /// <summary>When its labels were last confirmed on the bus, milliseconds since the Unix epoch; only its partition's publisher touches this.</summary>
    public long AnnouncedAtMs { get; set; } = long.MinValue / 2;

    /// <summary>The number of the batch that last carried its labels; only its partition's publisher touches this.</summary>
    public long AnnouncedInBatch { get; set; }

    /// <summary>When a sample last passed, milliseconds since the Unix epoch.</summary>
    public long LastSeenMs
    {
        get => Volatile.Read(ref _lastSeenMs);
        set => Volatile.Write(ref _lastSeenMs, value);
    }

    /// <summary>
    /// The latest time of a sample, milliseconds since the Unix epoch. Requests that bring samples of one series at once may leave it behind
    /// the latest: what is counted by it is told to people, and decides nothing.
    /// </summary>
    public long NewestMs
    {
        get => Volatile.Read(ref _newestMs);
        set => Volatile.Write(ref _newestMs, value);
    }

    /// <summary>Set when the catalogue has let the series go; whoever still holds it asks the catalogue again.</summary>
    public bool Expired
    {
        get => _expired;
        set => _expired = value;
    }
}

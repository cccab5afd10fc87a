using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>A series as the catalogue knows it.</summary>
internal sealed class CatalogueEntry(SeriesId id, LabelSet labels, long firstSeenMs, long lastSeenMs)
{
    private long _firstSeenMs = firstSeenMs;
    private long _lastSeenMs = lastSeenMs;

    // The span that PostgreSQL holds; the end is the smallest number while it holds none.
    private long _storedFirstMs;
    private long _storedLastMs = long.MinValue;

    private volatile bool _isGone;

    public SeriesId Id { get; } = id;

    public LabelSet Labels { get; } = labels;

    /// <summary>Its place in the catalogue's index; the catalogue's lock guards it.</summary>
    public int Number { get; set; }

    /// <summary>Set when the catalogue has let the series go.</summary>
    public bool IsGone
    {
        get => _isGone;
        set => _isGone = value;
    }

    /// <summary>What came after it the last time; a guess, which the catalogue alone follows.</summary>
    public CatalogueEntry? Next { get; set; }

    /// <summary>The rules that are known not to read it, by <see cref="Live.TouchedSeries.Rules"/>.</summary>
    public int UnreadBy { get; set; }

    /// <summary>The oldest sample seen, milliseconds since the Unix epoch.</summary>
    public long FirstSeenMs => Volatile.Read(ref _firstSeenMs);

    /// <summary>The newest sample seen, milliseconds since the Unix epoch; from another instance it is known to the hour.</summary>
    public long LastSeenMs => Volatile.Read(ref _lastSeenMs);

    /// <summary>The last moment at which there may be a sample: another instance keeps the end of a span to the hour only.</summary>
    public long EndMs => ChunkCutter.HourOf(LastSeenMs) + ChunkCutter.HourMs - 1;

    /// <summary>Whether PostgreSQL holds the definition.</summary>
    public bool IsStored => Volatile.Read(ref _storedLastMs) != long.MinValue;

    /// <summary>Whether the definition, or a span that grew by an hour or more, has still to be written to PostgreSQL.</summary>
    public bool NeedsStoring =>
        !IsStored || FirstSeenMs < Volatile.Read(ref _storedFirstMs) || ChunkCutter.HourOf(LastSeenMs) > ChunkCutter.HourOf(Volatile.Read(ref _storedLastMs));

    /// <summary>Remembers the span that PostgreSQL holds.</summary>
    public void StoredAs(long firstMs, long lastMs)
    {
        Volatile.Write(ref _storedFirstMs, firstMs);
        Volatile.Write(ref _storedLastMs, lastMs);
    }

    /// <summary>Widens the span to hold a sample; whether <see cref="EndMs"/> moved to a later hour by that.</summary>
    public bool Saw(long timestampMs)
    {
        for (var seen = FirstSeenMs; timestampMs < seen; seen = FirstSeenMs)
        {
            Interlocked.CompareExchange(ref _firstSeenMs, timestampMs, seen);
        }

        for (var seen = LastSeenMs; timestampMs > seen; seen = LastSeenMs)
        {
            if (Interlocked.CompareExchange(ref _lastSeenMs, timestampMs, seen) == seen)
            {
                return ChunkCutter.HourOf(timestampMs) > ChunkCutter.HourOf(seen);
            }
        }

        return false;
    }
}

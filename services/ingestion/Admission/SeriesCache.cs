using System.Collections.Concurrent;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// Remembers which series the bytes that name it in a format stand for, so that a series seen before costs no string. Bounded by
/// <see cref="MaximumRemembered"/>; full, it starts anew, and the live series fill it again.
/// </summary>
internal sealed class SeriesCache
{
    public const int MaximumRemembered = 500_000;

    private ConcurrentDictionary<byte[], Series> _known = new(BytesComparer.Instance);
    private int _count;

    /// <summary>The live series these bytes stand for; null where it is not known, or no longer live.</summary>
    public Series? Find(ReadOnlySpan<byte> key) =>
        _known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var series) && !series.Expired ? series : null;

    public void Remember(ReadOnlySpan<byte> key, Series series)
    {
        if (Interlocked.Increment(ref _count) > MaximumRemembered)
        {
            _known = new ConcurrentDictionary<byte[], Series>(BytesComparer.Instance);
            _count = 1;
        }

        _known[key.ToArray()] = series;
    }
}

using System.Collections.Concurrent;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// Remembers which series the bytes that name it in a format stand for, so that a series seen before costs no string. Senders name their series
/// in the same order time and again, so each one also remembers which came next, and one comparison finds that. Bounded by
/// <see cref="MaximumRemembered"/>; full, it starts anew, and the live series fill it again.
/// </summary>
internal sealed class SeriesCache
{
    public const int MaximumRemembered = 500_000;

    private ConcurrentDictionary<byte[], KnownSeries> _known = new(BytesComparer.Instance);
    private int _count;

    /// <summary>The live series these bytes stand for; null where it is not known, or no longer live.</summary>
    /// <param name="key">The bytes.</param>
    /// <param name="previous">What was found before this one in the request; stands for this one afterwards, where it is found.</param>
    public Series? Find(ReadOnlySpan<byte> key, ref KnownSeries? previous)
    {
        if (previous?.Next is not { } known || !key.SequenceEqual(known.Key))
        {
            if (!_known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out known))
            {
                return null;
            }

            previous?.Next = known;
        }

        previous = known;
        return known.Series.Expired ? null : known.Series;
    }

    /// <summary>Remembers the series these bytes stand for, behind the one found before.</summary>
    public void Remember(ReadOnlySpan<byte> key, Series series, ref KnownSeries? previous)
    {
        if (Interlocked.Increment(ref _count) > MaximumRemembered)
        {
            _known = new ConcurrentDictionary<byte[], KnownSeries>(BytesComparer.Instance);
            _count = 1;
        }

        var known = new KnownSeries(key.ToArray(), series);
        _known[known.Key] = known;
        previous?.Next = known;
        previous = known;
    }
}

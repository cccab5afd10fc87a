using System.Runtime.InteropServices;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Puts the samples of one series in order of time, each millisecond once. Redelivery and overlapping stores bring the same
/// sample twice; where two values claim one millisecond, the choice depends on the values alone, so that every reader and
/// every merge chooses alike: a value wins over a stale marker, else the one with the larger bits wins.
/// </summary>
internal static class SampleOrder
{
    /// <summary>Sorts the list and takes duplicates out of it, in place.</summary>
    public static void Normalize(List<Sample> samples)
    {
        if (IsNormal(samples))
        {
            return;
        }

        samples.Sort(static (a, b) => a.TimestampMs != b.TimestampMs ? a.TimestampMs.CompareTo(b.TimestampMs) : PreferredFirst(a.Value, b.Value));
        var kept = 0;
        var span = CollectionsMarshal.AsSpan(samples);
        for (var i = 1; i < span.Length; i++)
        {
            if (span[i].TimestampMs != span[kept].TimestampMs)
            {
                span[++kept] = span[i];
            }
        }

        CollectionsMarshal.SetCount(samples, kept + 1);
    }

    /// <summary>Whether the list is in order as it is; <see cref="Normalize"/> then changes nothing.</summary>
    public static bool IsNormal(List<Sample> samples)
    {
        var span = (ReadOnlySpan<Sample>)CollectionsMarshal.AsSpan(samples);
        for (var i = 1; i < span.Length; i++)
        {
            if (span[i].TimestampMs <= span[i - 1].TimestampMs)
            {
                return false;
            }
        }

        return true;
    }

    private static int PreferredFirst(double a, double b)
    {
        var (aIsStale, bIsStale) = (StaleMarker.Is(a), StaleMarker.Is(b));
        return aIsStale != bIsStale ? aIsStale.CompareTo(bIsStale) : BitConverter.DoubleToUInt64Bits(b).CompareTo(BitConverter.DoubleToUInt64Bits(a));
    }
}

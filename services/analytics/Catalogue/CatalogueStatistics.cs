using System.Text;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>A name and a figure of it.</summary>
internal readonly record struct NamedCount(string Name, long Count);

/// <summary>How the series are spread: what <c>status/tsdb</c> of the Prometheus API tells, the largest of each first.</summary>
/// <param name="Series">All series.</param>
/// <param name="OldestMs">The oldest sample of any, milliseconds since the Unix epoch; 0 where there is no series.</param>
/// <param name="NewestMs">The newest one; of series that come in through another instance known to the hour.</param>
/// <param name="LabelPairs">All distinct pairs of label and value.</param>
/// <param name="SeriesByMetric">Metrics and how many series they have.</param>
/// <param name="ValuesByLabel">Labels and how many values they have.</param>
/// <param name="BytesByLabel">Labels and the bytes of their values, each value once.</param>
/// <param name="SeriesByPair">Pairs <c>label=value</c> and how many series they have.</param>
internal sealed record CatalogueStatistics(
    long Series,
    long OldestMs,
    long NewestMs,
    long LabelPairs,
    IReadOnlyList<NamedCount> SeriesByMetric,
    IReadOnlyList<NamedCount> ValuesByLabel,
    IReadOnlyList<NamedCount> BytesByLabel,
    IReadOnlyList<NamedCount> SeriesByPair)
{
    /// <summary>Counts an index, and the series in it.</summary>
    public static CatalogueStatistics Of(LabelIndex index, IEnumerable<CatalogueEntry> series, int limit)
    {
        var (count, oldestMs, newestMs) = (0L, long.MaxValue, long.MinValue);
        foreach (var entry in series)
        {
            (count, oldestMs, newestMs) = (count + 1, Math.Min(oldestMs, entry.FirstSeenMs), Math.Max(newestMs, entry.LastSeenMs));
        }

        var names = index.Names.ToList();
        return new CatalogueStatistics(
            count,
            count == 0 ? 0 : oldestMs,
            count == 0 ? 0 : newestMs,
            names.Sum(name => (long)index.Values(name).Count),
            Largest(index.Values(LabelSet.MetricName).Select(static value => (value.Key, "", (long)value.Value.Live)), limit),
            Largest(names.Select(name => (name, "", (long)index.Values(name).Count)), limit),
            Largest(names.Select(name => (name, "", index.Values(name).Keys.Sum(static value => (long)Encoding.UTF8.GetByteCount(value)))), limit),
            Largest(names.SelectMany(name => index.Values(name).Select(value => (name, value.Key, (long)value.Value.Live))), limit));
    }

    private static List<NamedCount> Largest(IEnumerable<(string Label, string Value, long Count)> counts, int limit)
    {
        // Keeps the largest only, so that a million values need no list of their own.
        var kept = new PriorityQueue<(string Label, string Value, long Count), (long, string, string)>(Comparer<(long Count, string Label, string Value)>.Create(SmallestFirst));
        foreach (var one in counts)
        {
            kept.Enqueue(one, (one.Count, one.Label, one.Value));
            if (kept.Count > limit)
            {
                kept.Dequeue();
            }
        }

        var largest = new List<NamedCount>(kept.Count);
        while (kept.TryDequeue(out var one, out _))
        {
            largest.Add(new NamedCount(one.Value.Length == 0 ? one.Label : $"{one.Label}={one.Value}", one.Count));
        }

        largest.Reverse();
        return largest;
    }

    private static int SmallestFirst((long Count, string Label, string Value) a, (long Count, string Label, string Value) b)
    {
        var order = a.Count.CompareTo(b.Count);
        order = order != 0 ? order : string.CompareOrdinal(b.Label, a.Label);
        return order != 0 ? order : string.CompareOrdinal(b.Value, a.Value);
    }
}

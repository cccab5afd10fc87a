using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>Turns what was read of a series into the columns that an evaluation takes.</summary>
internal static class SeriesColumns
{
    /// <summary>The samples in order, each millisecond once.</summary>
    public static SeriesSamples Of(LabelSet labels, SampleColumns samples)
    {
        var (timestamps, values) = samples.InOrder();
        return new SeriesSamples(labels, timestamps, values);
    }

    /// <summary>
    /// Samples, and buckets of other blocks. With counts for a range, where stale markers are left out too: no window counts them. An instant
    /// selector, and functions no bucket answers, take the last sample of each bucket as a sample.
    /// </summary>
    public static SeriesSamples Of(LabelSet labels, SampleColumns samples, List<RollupBucket> buckets, RollupFunction function, bool isRange)
    {
        var (timestamps, values) = samples.InOrder();
        var parts = new List<WeightedSample>(timestamps.Length + buckets.Count);
        for (var i = 0; i < timestamps.Length; i++)
        {
            if (!isRange || !StaleMarker.Is(values.Span[i]))
            {
                parts.Add(new WeightedSample(timestamps.Span[i], values.Span[i], 1));
            }
        }

        foreach (var bucket in buckets)
        {
            function.Write(bucket, parts);
        }

        // Stable: what stands for one bucket may share a moment.
        var ordered = parts.OrderBy(static part => part.TimestampMs).ToList();
        return new SeriesSamples(labels, ordered.Select(static part => part.TimestampMs).ToArray(), ordered.Select(static part => part.Value).ToArray())
        {
            Counts = isRange && function.IsExact ? ordered.Select(static part => part.Count).ToArray() : default,
        };
    }
}

namespace PerfMonitor.TimeSeries;

/// <summary>Samples of one series rolled up at one resolution.</summary>
/// <param name="Buckets">The buckets that hold samples, in order of time.</param>
/// <param name="Exactness">What all of them tell exactly.</param>
/// <param name="HasStaleMarkers">Whether the series ended somewhere: windows skip the markers, but at a moment behind one there is no value, which no bucket tells.</param>
public sealed record Rollup(IReadOnlyList<RollupBucket> Buckets, RollupExactness Exactness, bool HasStaleMarkers)
{
    // A series that falls more often than once in so many steps is no counter: nobody asks for its growth.
    private const int StepsPerFall = 8;

    /// <summary>Rolls samples up that are in order of time. First values and falls are kept only where all of them tell growth exactly.</summary>
    public static Rollup Of(ReadOnlySpan<Sample> samples, long resolutionMs)
    {
        var buckets = new List<RollupBucket>();
        var exactness = RollupExactness.Growth;
        bool hasStaleMarkers = false;
        for (int at = 0; at < samples.Length;)
        {
            long end = EndOfBucket(samples[at].TimestampMs, resolutionMs);
            int next = at;
            while (next < samples.Length && samples[next].TimestampMs <= end) next++;
            exactness = Lesser(exactness, Add(samples[at..next], buckets, ref hasStaleMarkers));
            at = next;
        }

        if (exactness == RollupExactness.Growth && Falls(samples) > samples.Length / StepsPerFall) exactness = RollupExactness.Values;
        if (exactness != RollupExactness.Growth)
        {
            for (int i = 0; i < buckets.Count; i++) buckets[i] = buckets[i] with { First = buckets[i].Last, Falls = 0 };
        }

        return new Rollup(buckets, exactness, hasStaleMarkers);
    }

    /// <summary>The last moment of the bucket that a moment is in.</summary>
    public static long EndOfBucket(long timestampMs, long resolutionMs)
    {
        long beyond = timestampMs % resolutionMs;
        return beyond switch
        {
            0 => timestampMs,
            > 0 => timestampMs - beyond + resolutionMs,
            _ => timestampMs - beyond,
        };
    }

    private static RollupExactness Add(ReadOnlySpan<Sample> samples, List<RollupBucket> buckets, ref bool hasStaleMarkers)
    {
        RollupBucket? bucket = null;
        // Neumaier's sum, as sum_over_time of raw samples computes it.
        double sum = 0, lost = 0;
        foreach (var (timestampMs, value) in samples)
        {
            if (StaleMarker.Is(value))
            {
                hasStaleMarkers = true;
                continue;
            }

            bucket = bucket is { } begun ? Widened(begun, timestampMs, value) : new RollupBucket(timestampMs, timestampMs, 1, value, value, value, value, 0, 0);
            double total = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - total + value : value - total + sum;
            sum = total;
        }

        if (bucket is not { } ended) return RollupExactness.Growth;
        double exact = double.IsFinite(sum) ? sum + lost : sum;
        buckets.Add(ended with { Sum = exact });
        if (!double.IsFinite(exact)) return RollupExactness.Extremes;
        return ended.Falls != 0 && ended.Min < 0 ? RollupExactness.Values : RollupExactness.Growth;
    }

    private static int Falls(ReadOnlySpan<Sample> samples)
    {
        int falls = 0;
        for (int i = 1; i < samples.Length; i++)
        {
            if (samples[i].Value < samples[i - 1].Value) falls++;
        }

        return falls;
    }

    private static RollupExactness Lesser(RollupExactness a, RollupExactness b) => a < b ? a : b;

    // NaN gives way to any number, as in min_over_time and max_over_time.
    private static RollupBucket Widened(RollupBucket bucket, long timestampMs, double value) => bucket with
    {
        LastMs = timestampMs,
        Count = bucket.Count + 1,
        Last = value,
        Min = value < bucket.Min || double.IsNaN(bucket.Min) ? value : bucket.Min,
        Max = value > bucket.Max || double.IsNaN(bucket.Max) ? value : bucket.Max,
        Falls = value < bucket.Last ? bucket.Falls + bucket.Last : bucket.Falls,
    };
}

using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>What of a bucket answers a selection in the place of its samples.</summary>
internal enum RollupPart
{
    /// <summary>The last sample: instant selectors and <c>last_over_time</c>; also the stand-in for functions no bucket answers.</summary>
    Last,

    Min,

    Max,

    /// <summary>The sum and the count: <c>sum_over_time</c>, <c>avg_over_time</c>, <c>count_over_time</c>.</summary>
    Sum,

    /// <summary>First and last sample, falls and count: <c>rate</c>, <c>increase</c>, <c>delta</c>.</summary>
    Growth,
}

/// <summary>How a selection is answered from roll-ups.</summary>
/// <param name="Part">What of each bucket is taken.</param>
/// <param name="Needs">What the buckets must tell exactly, and whether stale markers among them do not matter.</param>
/// <param name="IsExact">Whether the answer is the one that the samples would give, if all windows hold whole buckets.</param>
internal readonly record struct RollupFunction(RollupPart Part, RollupWorth Needs, bool IsExact)
{
    public static RollupFunction Of(SeriesSelection selection) => selection switch
    {
        { RangeMs: 0 } => new(RollupPart.Last, new(RollupExactness.Values, HasStaleMarkers: false), true),
        { Function: "last_over_time" } => new(RollupPart.Last, InWindow(RollupExactness.Values), true),
        { Function: "min_over_time" } => new(RollupPart.Min, InWindow(RollupExactness.Extremes), true),
        { Function: "max_over_time" } => new(RollupPart.Max, InWindow(RollupExactness.Extremes), true),
        { Function: "count_over_time" or "present_over_time" } => new(RollupPart.Sum, InWindow(RollupExactness.Extremes), true),
        { Function: "sum_over_time" or "avg_over_time" } => new(RollupPart.Sum, InWindow(RollupExactness.Values), true),
        { Function: "rate" or "increase" or "delta" } => new(RollupPart.Growth, InWindow(RollupExactness.Growth), true),
        _ => new(RollupPart.Last, InWindow(RollupExactness.Extremes), false),
    };

    /// <summary>Writes what stands for a bucket.</summary>
    public void Write(in RollupBucket bucket, List<WeightedSample> target)
    {
        switch (Part)
        {
            case RollupPart.Growth when bucket.Count > 1:
                target.Add(new(bucket.FirstMs, bucket.First, 1));
                if (bucket.Falls != 0)
                {
                    // A climb to the sum of the falls and one fall from there to zero: together they correct as much as the falls in between did.
                    target.Add(new(bucket.FirstMs, bucket.Falls, 0));
                    target.Add(new(bucket.FirstMs, 0, 0));
                }

                target.Add(new(bucket.LastMs, bucket.Last, bucket.Count - 1));
                break;
            default:
                target.Add(new(bucket.LastMs, Value(bucket), bucket.Count));
                break;
        }
    }

    // Windows skip stale markers.
    private static RollupWorth InWindow(RollupExactness exactness) => new(exactness, HasStaleMarkers: true);

    private double Value(in RollupBucket bucket) => Part switch
    {
        RollupPart.Min => bucket.Min,
        RollupPart.Max => bucket.Max,
        RollupPart.Sum => bucket.Sum,
        _ => bucket.Last,
    };
}

/// <summary>A value and how many samples it stands for.</summary>
internal readonly record struct WeightedSample(long TimestampMs, double Value, int Count);

namespace PerfMonitor.Ingestion.Translation;

/// <summary>A delta sum.</summary>
internal readonly record struct SumValue(double Value) : IAddable<SumValue>
{
    public SumValue Plus(SumValue other) => new(Value + other.Value);

    public bool SameAs(SumValue other) => Value.Equals(other.Value);
}

/// <summary>A histogram with explicit bounds. Counts are per bucket, one more than there are bounds, or none at all.</summary>
internal sealed record HistogramValue(double[] Bounds, ulong[] Counts, ulong Count, double? Sum) : IAddable<HistogramValue>
{
    /// <summary>The sum of both; other bounds begin a new total, because counts of different buckets do not add.</summary>
    public HistogramValue Plus(HistogramValue other)
    {
        if (!Bounds.AsSpan().SequenceEqual(other.Bounds) || Counts.Length != other.Counts.Length)
        {
            return other;
        }

        var counts = new ulong[Counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Counts[i] + other.Counts[i];
        }

        return new HistogramValue(other.Bounds, counts, Count + other.Count, Sum + other.Sum);
    }

    public bool SameAs(HistogramValue other) => Count == other.Count && Sum.Equals(other.Sum) && Counts.AsSpan().SequenceEqual(other.Counts);
}

/// <summary>An exponential histogram.</summary>
internal sealed record ExponentialValue(ExponentialBuckets Buckets, ulong Count, double? Sum, int FinestScale, int MaximumBuckets) : IAddable<ExponentialValue>
{
    public ExponentialValue Plus(ExponentialValue other) =>
        other with { Buckets = Buckets.Plus(other.Buckets).Fit(FinestScale, MaximumBuckets), Count = Count + other.Count, Sum = Sum + other.Sum };

    public bool SameAs(ExponentialValue other) => Count == other.Count && Sum.Equals(other.Sum);
}

namespace PerfMonitor.PromQL.Functions;

/// <summary>Arithmetic on the cumulative buckets of one classic histogram, which are assumed to be filled evenly.</summary>
internal static class ClassicHistogram
{
    // Differences below this share of the counts are rounding, not data.
    private const double SmallDifference = 1e-12;

    /// <summary>The value below which a share of the observations lies; says whether falling counts had to be lifted first.</summary>
    public static (double Value, bool Repaired) Quantile(double quantile, Span<Bucket> buckets)
    {
        if (double.IsNaN(quantile)) return (double.NaN, false);
        if (quantile < 0) return (double.NegativeInfinity, false);
        if (quantile > 1) return (double.PositiveInfinity, false);
        if (!double.IsPositiveInfinity(buckets[^1].UpperBound)) return (double.NaN, false);

        buckets = Coalesce(buckets);
        bool repaired = MakeMonotonic(buckets);
        double observations = buckets[^1].Count;
        if (buckets.Length < 2 || observations == 0) return (double.NaN, repaired);
        return (AtRank(quantile * observations, buckets), repaired);
    }

    /// <summary>The share of the observations between two values.</summary>
    public static double Fraction(double lower, double upper, Span<Bucket> buckets)
    {
        if (!double.IsPositiveInfinity(buckets[^1].UpperBound)) return double.NaN;
        buckets = Coalesce(buckets);
        double count = buckets[^1].Count;
        if (count == 0 || double.IsNaN(count) || double.IsNaN(lower) || double.IsNaN(upper)) return double.NaN;
        if (lower >= upper) return 0;
        return (Math.Min(count, RankOf(upper, buckets)) - Math.Min(count, RankOf(lower, buckets))) / count;
    }

    private static double AtRank(double rank, ReadOnlySpan<Bucket> buckets)
    {
        int at = First(rank, buckets[..^1]);
        // Beyond the last finite bound nothing is known but that bound.
        if (at == buckets.Length - 1) return buckets[^2].UpperBound;
        if (at == 0 && buckets[0].UpperBound <= 0) return buckets[0].UpperBound;
        double start = at > 0 ? buckets[at - 1].UpperBound : 0;
        double below = at > 0 ? buckets[at - 1].Count : 0;
        return start + (buckets[at].UpperBound - start) * ((rank - below) / (buckets[at].Count - below));
    }

    /// <summary>
    /// The first bucket that reaches a rank, the number of buckets where none does. Halving decides what is found among counts that are NaN, and
    /// nothing reaches a rank that is NaN: both as in Go's sort.Search.
    /// </summary>
    private static int First(double rank, ReadOnlySpan<Bucket> buckets)
    {
        int low = 0, high = buckets.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (buckets[middle].Count >= rank) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>How many observations lie at or below a value.</summary>
    private static double RankOf(double value, ReadOnlySpan<Bucket> buckets)
    {
        if (double.IsNegativeInfinity(value)) return 0;
        double below = 0;
        // Observations are taken to be positive where the first bound is.
        double start = buckets[0].UpperBound > 0 ? 0 : double.NegativeInfinity;
        foreach (var bucket in buckets)
        {
            if (value <= start) return below;
            if (value < bucket.UpperBound)
            {
                // A bucket without a left end counts as a whole, one without a right end not at all.
                return double.IsNegativeInfinity(start) ? bucket.Count : below + (bucket.Count - below) * ((value - start) / (bucket.UpperBound - start));
            }

            below = bucket.Count;
            start = bucket.UpperBound;
        }

        return below;
    }

    /// <summary>Adds up buckets whose bounds are the same number written differently.</summary>
    private static Span<Bucket> Coalesce(Span<Bucket> buckets)
    {
        int last = 0;
        for (int i = 1; i < buckets.Length; i++)
        {
            if (buckets[i].UpperBound == buckets[last].UpperBound) buckets[last].Count += buckets[i].Count;
            else buckets[++last] = buckets[i];
        }

        return buckets[..(last + 1)];
    }

    /// <summary>Lifts counts that fall, which happens when buckets are read at different moments; true when any fell by more than rounding.</summary>
    private static bool MakeMonotonic(Span<Bucket> buckets)
    {
        bool repaired = false;
        double before = buckets[0].Count;
        for (int i = 1; i < buckets.Length; i++)
        {
            double now = buckets[i].Count;
            if (AlmostEqual(before, now)) buckets[i].Count = before;
            else if (now < before)
            {
                buckets[i].Count = before;
                repaired = true;
            }
            else before = now;
        }

        return repaired;
    }

    private static bool AlmostEqual(double a, double b)
    {
        if (a == b) return true;
        double difference = Math.Abs(a - b);
        // Next to zero no difference is relative.
        if (a == 0 || b == 0) return false;
        return difference / Math.Min(Math.Abs(a) + Math.Abs(b), double.MaxValue) < SmallDifference;
    }
}

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// An exponential histogram (OpenTelemetry data model): bucket i of a side holds magnitudes in (base^(offset+i), base^(offset+i+1)], base = 2^(2^-scale).
/// Merging neighbours in pairs lowers the scale by one and loses no count, which is how a point comes down to the classic bounds
/// that docs/receiving.md lists. Immutable.
/// </summary>
internal sealed record ExponentialBuckets(int Scale, ulong ZeroCount, double ZeroThreshold, ExponentialBuckets.Side Positive, ExponentialBuckets.Side Negative)
{
    /// <summary>The finest scale of classic bounds: 2^(k/8).</summary>
    public const int FinestScale = 3;

    /// <summary>The scales OpenTelemetry's data model names; outside of them a base is no useful number.</summary>
    public const int LowestScale = -10;

    /// <inheritdoc cref="LowestScale" />
    public const int HighestScale = 20;

    // 2^(k/8), correctly rounded. Written down because Math.Pow may differ in the last digit between platforms, and these digits become labels.
    private static readonly double[] Eighths =
    [
        1, 1.0905077326652577, 1.189207115002721, 1.2968395546510096, 1.4142135623730951, 1.5422108254079407, 1.681792830507429, 1.8340080864093424,
    ];

    /// <summary>The counts of one sign, from the smallest magnitude up.</summary>
    public sealed record Side(int Offset, ulong[] Counts)
    {
        public static Side Empty { get; } = new(0, []);

        /// <summary>Without empty buckets at the ends.</summary>
        public static Side Of(int offset, ReadOnlySpan<ulong> counts)
        {
            var first = counts.IndexOfAnyExcept(0UL);
            if (first < 0)
            {
                return Empty;
            }

            var last = counts.LastIndexOfAnyExcept(0UL);
            return new Side(offset + first, counts[first..(last + 1)].ToArray());
        }

        public Side Downscale(int by)
        {
            if (by == 0 || Counts.Length == 0)
            {
                return this;
            }

            // An arithmetic shift rounds down for negative indices too, which is what nested buckets need.
            var first = Offset >> by;
            var merged = new ulong[((Offset + Counts.Length - 1) >> by) - first + 1];
            for (var i = 0; i < Counts.Length; i++)
            {
                merged[((Offset + i) >> by) - first] += Counts[i];
            }

            return new Side(first, merged);
        }

        public Side Plus(Side other)
        {
            if (Counts.Length == 0 || other.Counts.Length == 0)
            {
                return Counts.Length == 0 ? other : this;
            }

            var first = Math.Min(Offset, other.Offset);
            var sum = new ulong[Math.Max(Offset + Counts.Length, other.Offset + other.Counts.Length) - first];
            for (var i = 0; i < Counts.Length; i++)
            {
                sum[Offset - first + i] += Counts[i];
            }

            for (var i = 0; i < other.Counts.Length; i++)
            {
                sum[other.Offset - first + i] += other.Counts[i];
            }

            return new Side(first, sum);
        }
    }

    /// <summary>The same values in at most this many buckets, at this scale or a coarser one.</summary>
    public ExponentialBuckets Fit(int finestScale, int maximumBuckets)
    {
        var fitted = Downscale(Math.Max(0, Scale - finestScale));
        while (fitted.Positive.Counts.Length + fitted.Negative.Counts.Length > maximumBuckets && fitted.Scale > LowestScale)
        {
            fitted = fitted.Downscale(1);
        }

        return fitted;
    }

    /// <summary>Both histograms in one, at the coarser scale.</summary>
    public ExponentialBuckets Plus(ExponentialBuckets other)
    {
        var scale = Math.Min(Scale, other.Scale);
        var (left, right) = (Downscale(Scale - scale), other.Downscale(other.Scale - scale));
        return new ExponentialBuckets(
            scale, left.ZeroCount + right.ZeroCount, Math.Max(left.ZeroThreshold, right.ZeroThreshold), left.Positive.Plus(right.Positive), left.Negative.Plus(right.Negative));
    }

    /// <summary>The bounds of the buckets from the lowest to the highest, and how many values lie at or below each.</summary>
    public (double[] Bounds, ulong[] Cumulative) ToClassic()
    {
        var (bounds, cumulative, below) = (new List<double>(), new List<ulong>(), 0UL);
        void Close(double bound)
        {
            if (bounds.Count > 0 && bound <= bounds[^1])
            {
                // Below the zero threshold, or beyond what a float tells apart: the values join the bucket before.
                cumulative[^1] = below;
            }
            else if (double.IsFinite(bound))
            {
                bounds.Add(bound);
                cumulative.Add(below);
            }
        }

        if (Negative.Counts.Length > 0)
        {
            Close(-Bound(Negative.Offset + Negative.Counts.Length));
            for (var i = Negative.Counts.Length - 1; i >= 0; i--)
            {
                below += Negative.Counts[i];
                Close(Math.Min(-Bound(Negative.Offset + i), -ZeroThreshold));
            }
        }

        if (ZeroCount > 0 || Negative.Counts.Length > 0)
        {
            below += ZeroCount;
            Close(ZeroThreshold);
        }

        if (Positive.Counts.Length > 0)
        {
            Close(Bound(Positive.Offset));
            for (var i = 0; i < Positive.Counts.Length; i++)
            {
                below += Positive.Counts[i];
                Close(Bound(Positive.Offset + i + 1));
            }
        }

        return ([.. bounds], [.. cumulative]);
    }

    private ExponentialBuckets Downscale(int by) =>
        by == 0 ? this : this with { Scale = Scale - by, Positive = Positive.Downscale(by), Negative = Negative.Downscale(by) };

    // base^index = 2^(index / 2^scale). Past ±2,000 every double is 0 or infinite anyway.
    private double Bound(int index)
    {
        if (Scale <= 0)
        {
            return Math.ScaleB(1, (int)Math.Clamp((long)index << -Scale, -2_000, 2_000));
        }

        var fraction = index & ((1 << Scale) - 1);
        return Math.ScaleB(Eighths[fraction << (FinestScale - Scale)], Math.Clamp(index >> Scale, -2_000, 2_000));
    }
}

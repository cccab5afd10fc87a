using System.Runtime.InteropServices;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>Turns histogram points into classic histograms: <c>_bucket</c> with cumulative counts, <c>_sum</c> and <c>_count</c>.</summary>
internal readonly struct HistogramTranslation(OtlpMetrics metrics, PointIntake points, DeltaStore deltas, TranslationOptions options)
{
    // Beyond these powers of two every bound is 0 or infinite.
    private const long LargestExponent = 1_100;

    public bool Explicit(in HistogramPoint point, bool delta, long timestampMs, out Refusal refusal)
    {
        var bounds = CollectionsMarshal.AsSpan(metrics.Doubles).Slice(point.Bounds.Start, point.Bounds.Count);
        var counts = CollectionsMarshal.AsSpan(metrics.Counts).Slice(point.Counts.Start, point.Counts.Count);
        if (!Fits(bounds, counts, point.Head.NoRecordedValue, out refusal))
        {
            return false;
        }

        // A last bound at infinity says what the bucket above every bound says anyway.
        var finite = bounds.Length > 0 && double.IsPositiveInfinity(bounds[^1]) ? bounds[..^1] : bounds;
        if (counts.Length == 0)
        {
            finite = [];
        }

        if (Series(point.Head, point.Sum is not null, finite, out refusal) is not { } series)
        {
            return false;
        }

        if (point.Head.NoRecordedValue)
        {
            return Stale(series, timestampMs, out refusal);
        }

        var (total, sum) = (point.Count, point.Sum);
        ReadOnlySpan<ulong> running = counts;
        if (delta)
        {
            var value = new HistogramValue(series.Marks, counts.ToArray(), point.Count, point.Sum);
            if (!deltas.TryAdd(series.Main, point.Head.Time, value, points.Intake.Window.NowMs, out var added, out refusal))
            {
                return false;
            }

            (total, sum) = (added.Count, added.Sum);
            running = added.Counts;
        }

        Span<ulong> cumulative = finite.Length <= 128 ? stackalloc ulong[finite.Length] : new ulong[finite.Length];
        var below = 0UL;
        for (var i = 0; i < cumulative.Length; i++)
        {
            below += running[i];
            cumulative[i] = below;
        }

        for (var i = cumulative.Length; i < running.Length; i++)
        {
            below += running[i];
        }

        return Add(series, timestampMs, cumulative, Math.Max(total, below), sum, out refusal);
    }

    public bool Exponential(in ExponentialPoint point, bool delta, long timestampMs, out Refusal refusal)
    {
        if (!TryBuckets(point, out var buckets, out refusal))
        {
            return false;
        }

        var fitted = buckets.Fit(options.ExponentialScale, options.MaximumExponentialBuckets);
        var (total, sum) = (point.Count, point.Sum);
        if (delta && !point.Head.NoRecordedValue)
        {
            // The running total is kept under the id of the count's series, which does not depend on the buckets.
            if (points.Count(point.Head, out refusal) is not { } count)
            {
                return false;
            }

            var value = new ExponentialValue(fitted, point.Count, point.Sum, options.ExponentialScale, options.MaximumExponentialBuckets);
            if (!deltas.TryAdd(count, point.Head.Time, value, points.Intake.Window.NowMs, out var added, out refusal))
            {
                return false;
            }

            (fitted, total, sum) = (added.Buckets, added.Count, added.Sum);
        }

        var (bounds, cumulative) = fitted.ToClassic();
        if (Series(point.Head, sum is not null, bounds, out refusal) is not { } series)
        {
            return false;
        }

        return point.Head.NoRecordedValue
            ? Stale(series, timestampMs, out refusal)
            : Add(series, timestampMs, cumulative, cumulative.Length > 0 ? Math.Max(total, cumulative[^1]) : total, sum, out refusal);
    }

    // A point that says "nothing recorded" often comes without bounds: it ends the series its predecessors fed.
    private PointSeries? Series(in PointHead head, bool hasSum, ReadOnlySpan<double> bounds, out Refusal refusal)
    {
        refusal = default;
        return head.NoRecordedValue && points.Known(metrics.Bytes(head.Attributes)) is { } known ? known : points.Histogram(head, hasSum, bounds, out refusal);
    }

    private bool Fits(ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> counts, bool noRecordedValue, out Refusal refusal)
    {
        refusal = default;
        if (counts.Length != bounds.Length + 1 && !(counts.Length == 0 && (bounds.Length == 0 || noRecordedValue)))
        {
            refusal = new Refusal(RefusalReason.BadHistogram, $"a point of '{points.Metric.Name}' has {counts.Length} buckets for {bounds.Length} bounds; there is one more bucket than bounds");
            return false;
        }

        for (var i = 0; i < bounds.Length; i++)
        {
            if (double.IsNaN(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1]))
            {
                refusal = new Refusal(RefusalReason.BadHistogram, $"the bounds of a point of '{points.Metric.Name}' do not ascend");
                return false;
            }
        }

        return true;
    }

    private bool TryBuckets(in ExponentialPoint point, out ExponentialBuckets buckets, out Refusal refusal)
    {
        refusal = default;
        buckets = null!;
        if (point.Scale is < ExponentialBuckets.LowestScale or > ExponentialBuckets.HighestScale || !(point.ZeroThreshold >= 0) || double.IsInfinity(point.ZeroThreshold))
        {
            refusal = new Refusal(RefusalReason.BadHistogram, $"a point of '{points.Metric.Name}' has scale {point.Scale} and zero threshold {point.ZeroThreshold}; scales go from {ExponentialBuckets.LowestScale} to {ExponentialBuckets.HighestScale}");
            return false;
        }

        if (Side(point.Positive, point.Scale) is not { } positive || Side(point.Negative, point.Scale) is not { } negative)
        {
            refusal = new Refusal(RefusalReason.BadHistogram, $"a point of '{points.Metric.Name}' has buckets beyond what a 64-bit float holds");
            return false;
        }

        buckets = new ExponentialBuckets(point.Scale, point.ZeroCount, point.ZeroThreshold, positive, negative);
        return true;
    }

    private ExponentialBuckets.Side? Side(in ExponentialSide side, int scale)
    {
        var counts = CollectionsMarshal.AsSpan(metrics.Counts).Slice(side.Counts.Start, side.Counts.Count);
        var first = counts.IndexOfAnyExcept(0UL);
        if (first < 0)
        {
            return ExponentialBuckets.Side.Empty;
        }

        var limit = scale > 0 ? LargestExponent << scale : LargestExponent;
        var (lowest, highest) = ((long)side.Offset + first, (long)side.Offset + counts.LastIndexOfAnyExcept(0UL));
        return lowest < -limit || highest > limit ? null : ExponentialBuckets.Side.Of(side.Offset, counts);
    }

    private bool Stale(PointSeries series, long timestampMs, out Refusal refusal)
    {
        foreach (var part in series.Parts)
        {
            if (!points.Intake.TryAdd(part, timestampMs, StaleMarker.Value, out refusal))
            {
                return false;
            }
        }

        return points.Intake.TryAdd(series.Infinity!, timestampMs, StaleMarker.Value, out refusal)
            && points.Intake.TryAdd(series.Main, timestampMs, StaleMarker.Value, out refusal)
            && (series.Sum is null || points.Intake.TryAdd(series.Sum, timestampMs, StaleMarker.Value, out refusal));
    }

    private bool Add(PointSeries series, long timestampMs, ReadOnlySpan<ulong> cumulative, ulong total, double? sum, out Refusal refusal)
    {
        // The count goes first: a second point for the same moment is refused there, before any bucket is taken.
        if (!points.Intake.TryAdd(series.Main, timestampMs, total, out refusal)
            || !points.Intake.TryAdd(series.Infinity!, timestampMs, total, out refusal))
        {
            return false;
        }

        for (var i = 0; i < cumulative.Length; i++)
        {
            if (!points.Intake.TryAdd(series.Parts[i], timestampMs, cumulative[i], out refusal))
            {
                return false;
            }
        }

        return series.Sum is null || sum is null || points.Intake.TryAdd(series.Sum, timestampMs, sum.Value, out refusal);
    }
}

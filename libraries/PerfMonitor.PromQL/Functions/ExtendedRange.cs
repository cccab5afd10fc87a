using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>
/// Functions over ranges marked <c>anchored</c> or <c>smoothed</c>: nothing is extrapolated, the edges take the value of
/// the sample before them, or the value between the samples around them.
/// </summary>
internal static class ExtendedRange
{
    /// <summary>rate, increase and delta.</summary>
    public static VectorSteps Rate(RangeVector range, CallContext call)
    {
        bool isCounter = call.Call.Name != "delta", isRate = call.Call.Name == "rate";
        return Each(range, call, (in window) =>
        {
            double growth = Growth(window, range.Edges == RangeEdges.Smoothed, isCounter);
            return isRate && !Absent.Is(growth) ? growth / (range.RangeMs / 1000.0) : growth;
        });
    }

    /// <summary>changes and resets, the sample at or before the left edge among those looked at.</summary>
    public static VectorSteps Apply(RangeVector range, CallContext call, WindowFunction function) => Each(range, call, function);

    private static VectorSteps Each(RangeVector range, CallContext call, WindowFunction function)
    {
        var context = call.Context;
        var rows = new List<Row>(range.Series.Count);
        foreach (var series in range.Series)
        {
            context.ThrowIfCancelled();
            var row = context.Rows.Take(call.Grid.Count);
            bool any = false;
            for (int i = 0; i < row.Count; i++)
            {
                double value = One(series, range, i, context, call.Grid.Time(i), function);
                row.Values[i] = value;
                any |= !Absent.Is(value);
            }

            if (any) rows.Add(row.ToRow(series.Labels, dropsName: true));
            else context.Rows.GiveBack(row);
        }

        return new VectorSteps(rows);
    }

    /// <summary>What a range vector with such edges holds by itself: a sample on each edge and those between.</summary>
    public static Sample[] Samples(RangeSeries series, RangeVector range, long lookBack)
    {
        bool smoothed = range.Edges == RangeEdges.Smoothed;
        (int low, int high) = Bounds(series.TimestampsMs.Span, range, range.Times.StartMs, lookBack);
        if (low == high) return [];
        var window = Window(series, range, low, high, range.Times.StartMs, range.Times.StartMs);
        var samples = new List<Sample>(window.Count + 2);
        if (!(smoothed && window.Timestamps[0] > window.EndMs)) samples.Add(new Sample(window.StartMs, Left(window, smoothed, isCounter: false)));
        for (int i = 0; i < window.Count; i++)
        {
            if (window.Timestamps[i] > window.StartMs && window.Timestamps[i] < window.EndMs) samples.Add(new Sample(window.Timestamps[i], window.Values[i]));
        }

        if (samples.Count > 0) samples.Add(new Sample(window.EndMs, Right(window, smoothed, isCounter: false)));
        return [.. samples];
    }

    private static double One(RangeSeries series, RangeVector range, int step, EvaluationContext context, long stepTime, WindowFunction function)
    {
        long end = range.Times.Time(step);
        (int low, int high) = Bounds(series.TimestampsMs.Span, range, end, (long)context.Options.LookBack.TotalMilliseconds);
        if (low == high) return Absent.Value;
        context.Visit(high - low);
        return function(Window(series, range, low, high, end, stepTime));
    }

    /// <summary>The samples of the window, the one before its left edge, and for smoothing the one behind its right edge; equal bounds for nothing.</summary>
    private static (int Low, int High) Bounds(ReadOnlySpan<long> at, RangeVector range, long end, long lookBack)
    {
        long start = end - range.RangeMs;
        int low = InstantSelection.FirstAfter(at, start);
        if (low > 0 && at[low - 1] > start - lookBack) low--;
        int high = InstantSelection.FirstAfter(at, end);
        // Smoothing needs the sample behind the right edge where none stands on it.
        bool onEdge = high > 0 && at[high - 1] == end;
        if (range.Edges == RangeEdges.Smoothed && !onEdge && high < at.Length && at[high] <= end + lookBack) high++;
        return high <= low || at[high - 1] <= start ? (0, 0) : (low, high);
    }

    private static RangeWindow Window(RangeSeries series, RangeVector range, int low, int high, long end, long stepTime) => new()
    {
        Timestamps = series.TimestampsMs.Span[low..high],
        Values = series.Values.Span[low..high],
        StartMs = end - range.RangeMs,
        EndMs = end,
        StepTimeMs = stepTime,
    };

    private static double Left(in RangeWindow window, bool smoothed, bool isCounter) =>
        smoothed && window.Timestamps[0] < window.StartMs ? Edge(window, 0, window.StartMs, isCounter, isLeft: true) : window.Values[0];

    private static double Right(in RangeWindow window, bool smoothed, bool isCounter) =>
        EndsBeyond(window, smoothed) ? Edge(window, window.Count - 2, window.EndMs, isCounter, isLeft: false) : window.Values[^1];

    private static bool EndsBeyond(in RangeWindow window, bool smoothed) => smoothed && window.Count > 1 && window.Timestamps[^1] > window.EndMs;

    private static double Growth(in RangeWindow window, bool smoothed, bool isCounter)
    {
        if (smoothed && window.Timestamps[0] > window.EndMs) return Absent.Value;
        double left = Left(window, smoothed, isCounter), right = Right(window, smoothed, isCounter);
        double growth = right - left;
        if (!isCounter) return growth;

        double before = left;
        int last = EndsBeyond(window, smoothed) ? window.Count - 2 : window.Count - 1;
        for (int i = 1; i <= last; i++)
        {
            if (window.Values[i] < before) growth += before;
            before = window.Values[i];
        }

        return right < before ? growth + before : growth;
    }

    /// <summary>The value on an edge between two samples; a counter that began anew between them rose from zero.</summary>
    private static double Edge(in RangeWindow window, int before, long time, bool isCounter, bool isLeft)
    {
        double first = window.Values[before], second = window.Values[before + 1];
        if (isCounter && second < first)
        {
            if (isLeft) first = 0;
            else second += first;
        }

        return Interpolation.Between(window.Timestamps[before], first, window.Timestamps[before + 1], second, time);
    }
}

using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;

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
        long lookBack = (long)context.Options.LookBack.TotalMilliseconds;
        var rows = new List<Row>(range.Series.Count);
        foreach (var series in range.Series)
        {
            context.ThrowIfCancelled();
            var row = context.Rows.Take(call.Grid.Count);
            bool any = false;
            for (int i = 0; i < row.Count; i++)
            {
                double value = One(series, range, i, lookBack, call.Grid.Time(i), function);
                row.Values[i] = value;
                any |= !Absent.Is(value);
            }

            if (any) rows.Add(row.ToRow(series.Labels, dropsName: true));
            else context.Rows.GiveBack(row);
        }

        return new VectorSteps(rows);
    }

    private static double One(RangeSeries series, RangeVector range, int step, long lookBack, long stepTime, WindowFunction function)
    {
        var at = series.TimestampsMs.Span;
        long end = range.Times.Time(step), start = end - range.RangeMs;
        int low = InstantSelection.FirstAfter(at, start);
        if (low > 0 && at[low - 1] > start - lookBack) low--;
        int high = InstantSelection.FirstAfter(at, end);
        // Smoothing needs the sample behind the right edge where none stands on it.
        bool onEdge = high > 0 && at[high - 1] == end;
        if (range.Edges == RangeEdges.Smoothed && !onEdge && high < at.Length && at[high] <= end + lookBack) high++;
        if (high <= low || at[high - 1] <= start) return Absent.Value;
        return function(new RangeWindow
        {
            Timestamps = at[low..high],
            Values = series.Values.Span[low..high],
            StartMs = start,
            EndMs = end,
            StepTimeMs = stepTime,
        });
    }

    private static double Growth(in RangeWindow window, bool smoothed, bool isCounter)
    {
        int last = window.Count - 1;
        if (smoothed && window.Timestamps[0] > window.EndMs) return Absent.Value;
        double left = smoothed && window.Timestamps[0] < window.StartMs ? Edge(window, 0, window.StartMs, isCounter, isLeft: true) : window.Values[0];
        bool beyond = smoothed && last > 0 && window.Timestamps[last] > window.EndMs;
        double right = beyond ? Edge(window, last - 1, window.EndMs, isCounter, isLeft: false) : window.Values[last];
        double growth = right - left;
        if (!isCounter) return growth;

        double before = left;
        for (int i = 1; i <= (beyond ? last - 1 : last); i++)
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

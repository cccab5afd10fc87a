using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Instant selectors: at each step the newest sample within the look-back, unless a stale marker came after it.</summary>
internal static class InstantSelection
{
    /// <summary>The values at each step.</summary>
    public static VectorSteps Values(VectorSelector selector, StepGrid grid, EvaluationContext context) => Select(selector, grid, context, timestamps: false);

    /// <summary>The samples' own timestamps at each step, in seconds.</summary>
    public static VectorSteps Timestamps(VectorSelector selector, StepGrid grid, EvaluationContext context) => Select(selector, grid, context, timestamps: true);

    /// <summary>Reads one series; false when no step has a value.</summary>
    public static bool TryRead(SeriesSamples series, StepGrid times, long lookBackMs, Span<double> output, bool timestamps)
    {
        var at = series.TimestampsMs.Span;
        var values = series.Values.Span;
        bool any = false;
        int next = FirstAfter(at, times.StartMs);
        for (int i = 0; i < output.Length; i++)
        {
            long time = times.Time(i);
            while (next < at.Length && at[next] <= time) next++;
            if (next == 0 || at[next - 1] <= time - lookBackMs || Absent.Is(values[next - 1]))
            {
                output[i] = Absent.Value;
                continue;
            }

            output[i] = timestamps ? at[next - 1] / 1000.0 : values[next - 1];
            any = true;
        }

        return any;
    }

    /// <summary>The index of the first timestamp after a time.</summary>
    public static int FirstAfter(ReadOnlySpan<long> timestamps, long time)
    {
        int low = 0, high = timestamps.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (timestamps[middle] <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static VectorSteps Select(VectorSelector selector, StepGrid grid, EvaluationContext context, bool timestamps)
    {
        var times = SelectorTiming.Shifted(grid, selector.At, selector.Offset, context.Time);
        long lookBack = (long)context.Options.LookBack.TotalMilliseconds;
        var all = context.Selected.Of(selector);
        var rows = new List<Row>(all.Count);
        foreach (var series in all)
        {
            context.ThrowIfCancelled();
            var row = context.Rows.Take(grid.Count);
            bool any = selector.Edges == RangeEdges.Smoothed
                ? SmoothedSelection.TryRead(series, times, lookBack, row.Values)
                : TryRead(series, times, lookBack, row.Values, timestamps);
            if (any) rows.Add(row.ToRow(series.Labels, dropsName: false));
            else context.Rows.GiveBack(row);
        }

        return new VectorSteps(rows);
    }
}

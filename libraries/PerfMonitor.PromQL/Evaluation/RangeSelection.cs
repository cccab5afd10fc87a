using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>A range vector: series, and for each step the window of time that its range covers.</summary>
/// <param name="Series">The series, without stale markers.</param>
/// <param name="Times">The right end of the window of each step, offset and <c>@</c> applied.</param>
/// <param name="RangeMs">The length of each window.</param>
/// <param name="Edges">How the edges of the windows are treated.</param>
internal sealed record RangeVector(List<RangeSeries> Series, StepGrid Times, long RangeMs, RangeEdges Edges = RangeEdges.Plain);

/// <summary>Range selectors and subqueries.</summary>
internal static class RangeSelection
{
    public static RangeVector OfMatrix(MatrixSelector matrix, StepGrid grid, EvaluationContext context)
    {
        var selector = matrix.Selector;
        var series = new List<RangeSeries>();
        foreach (var one in context.Selected.Of(selector))
        {
            context.ThrowIfCancelled();
            series.Add(WithoutStale(one));
        }

        var times = SelectorTiming.Shifted(grid, selector.At, selector.Offset, context.Time);
        return new RangeVector(series, times, SelectorTiming.PositiveMilliseconds(matrix.Range, context.Time), selector.Edges);
    }

    public static RangeVector OfSubquery(Subquery subquery, StepGrid grid, Evaluator evaluator)
    {
        var context = evaluator.Context;
        var times = SelectorTiming.Shifted(grid, subquery.At, subquery.Offset, context.Time);
        var inner = SelectorTiming.Inner(subquery, times, context.Time, context.Options);
        var series = new List<RangeSeries>();
        if (inner.Count > 0)
        {
            var timestamps = new long[inner.Count];
            for (int i = 0; i < timestamps.Length; i++) timestamps[i] = inner.Time(i);
            foreach (var row in evaluator.EvaluateVector(subquery.Inner, inner).Rows) series.Add(Compact(row, timestamps));
        }

        return new RangeVector(series, times, SelectorTiming.PositiveMilliseconds(subquery.Range, context.Time));
    }

    private static RangeSeries WithoutStale(SeriesSamples series)
    {
        int present = Absent.CountPresent(series.Values.Span);
        if (present == series.Values.Length) return new RangeSeries(series.Labels, series.TimestampsMs, series.Values, false) { Counts = series.Counts };
        (var timestamps, var values) = KeepPresent(series.TimestampsMs.Span, series.Values.Span, present);
        return new RangeSeries(series.Labels, timestamps, values, false);
    }

    private static RangeSeries Compact(Row row, long[] timestamps)
    {
        int present = Absent.CountPresent(row.Values);
        if (present == row.Count) return new RangeSeries(row.Labels, timestamps, row.Data.AsMemory(row.Offset, row.Count), row.DropsName);
        (var at, var values) = KeepPresent(timestamps, row.Values, present);
        return new RangeSeries(row.Labels, at, values, row.DropsName);
    }

    private static (long[] Timestamps, double[] Values) KeepPresent(ReadOnlySpan<long> timestamps, ReadOnlySpan<double> values, int present)
    {
        var keptTimestamps = new long[present];
        var keptValues = new double[present];
        int kept = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (Absent.Is(values[i])) continue;
            (keptTimestamps[kept], keptValues[kept]) = (timestamps[i], values[i]);
            kept++;
        }

        return (keptTimestamps, keptValues);
    }
}

using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Turns the durations and <c>@</c> of a selector into milliseconds for the query at hand.</summary>
internal static class SelectorTiming
{
    public static long Milliseconds(DurationExpression? duration, QueryTime time)
    {
        if (duration is null) return 0;
        if (duration is DurationLiteral literal) return literal.Milliseconds;
        double seconds = duration.Seconds(time.Step, time.Range);
        return Math.Abs(seconds) < long.MaxValue / 1e6
            ? (long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero)
            : throw new PromParseException(duration.Position, "duration out of range");
    }

    public static long PositiveMilliseconds(DurationExpression duration, QueryTime time)
    {
        long milliseconds = Milliseconds(duration, time);
        return milliseconds > 0
            ? milliseconds
            : throw new PromParseException(duration.Position, $"duration must be greater than 0, got: {Notation.DurationText.Format(milliseconds)}");
    }

    /// <summary>The time an <c>@</c> fixes, null where there is none.</summary>
    public static long? Fixed(AtModifier? at, QueryTime time) => at?.Kind switch
    {
        null => null,
        AtKind.Timestamp => at.TimestampMs,
        AtKind.Start => time.StartMs,
        _ => time.EndMs,
    };

    /// <summary>The times a selector looks at: those of the grid, or the one that <c>@</c> fixes, moved back by the offset.</summary>
    public static StepGrid Shifted(StepGrid grid, AtModifier? at, DurationExpression? offset, QueryTime time)
    {
        long shift = Milliseconds(offset, time);
        return Fixed(at, time) is { } moment
            ? new StepGrid(moment - shift, 0, grid.Count)
            : grid with { StartMs = grid.StartMs - shift };
    }

    /// <summary>The inner steps of a subquery that cover the windows of all steps of a grid.</summary>
    public static StepGrid Inner(Subquery subquery, StepGrid shifted, QueryTime time, EvaluationOptions options)
    {
        long range = PositiveMilliseconds(subquery.Range, time);
        long step = subquery.Step is null ? (long)options.DefaultSubqueryStep.TotalMilliseconds : PositiveMilliseconds(subquery.Step, time);
        // Inner steps stand at multiples of their distance, the first one after the open left end of the first window.
        long open = shifted.StartMs - range;
        long first = FloorDivide(open, step) * step + step;
        long count = shifted.EndMs < first ? 0 : (shifted.EndMs - first) / step + 1;
        if (count > options.MaxSubquerySteps)
        {
            throw new PromEvaluationException($"the subquery has {count} steps, more than {options.MaxSubquerySteps}; take a longer step or a shorter range") { Position = subquery.Position };
        }

        return new StepGrid(first, step, (int)count);
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}

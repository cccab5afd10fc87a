namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Slides a window over every series of a range vector and applies a function at each step.</summary>
internal static class WindowEvaluation
{
    /// <summary>Scalar arguments of the function, one value per step each; null where it takes none.</summary>
    public readonly record struct Parameters(double[]? First = null, double[]? Second = null)
    {
        /// <summary>The function looks for counter resets, so it is worth knowing once per series that there are none.</summary>
        public bool LooksForResets { get; init; }
    }

    public static VectorSteps Apply(
        RangeVector range, StepGrid grid, WindowFunction function, Parameters parameters, bool keepsName, EvaluationContext context) =>
        Apply(range, grid, new ByDelegate(function), parameters, keepsName, context);

    public static VectorSteps Apply<TFunction>(
        RangeVector range, StepGrid grid, TFunction function, Parameters parameters, bool keepsName, EvaluationContext context)
        where TFunction : struct, IWindowFunction
    {
        var rows = new List<Row>(range.Series.Count);
        foreach (var series in range.Series)
        {
            context.ThrowIfCancelled();
            var row = context.Rows.Take(grid.Count);
            if (Apply(series, range, grid, function, parameters, context, row.Values)) rows.Add(row.ToRow(series.Labels, !keepsName || series.DropsName));
            else context.Rows.GiveBack(row);
        }

        return new VectorSteps(rows);
    }

    private static bool Apply<TFunction>(
        RangeSeries series, RangeVector range, StepGrid grid, TFunction function, Parameters parameters, EvaluationContext context, Span<double> output)
        where TFunction : struct, IWindowFunction
    {
        var timestamps = series.TimestampsMs.Span;
        var values = series.Values.Span;
        var counts = series.Counts.Span;
        bool any = false;
        int low = InstantSelection.FirstAfter(timestamps, range.Times.StartMs - range.RangeMs);
        int high = low;
        bool neverFalls = parameters.LooksForResets && NeverFalls(values[low..InstantSelection.FirstAfter(timestamps, range.Times.EndMs)]);
        for (int i = 0; i < output.Length; i++)
        {
            long end = range.Times.Time(i), start = end - range.RangeMs;
            while (low < timestamps.Length && timestamps[low] <= start) low++;
            if (high < low) high = low;
            while (high < timestamps.Length && timestamps[high] <= end) high++;
            if (high == low)
            {
                output[i] = Absent.Value;
                continue;
            }

            context.Visit(high - low);
            var window = new RangeWindow
            {
                Timestamps = timestamps[low..high],
                Values = values[low..high],
                Counts = counts.IsEmpty ? default : counts[low..high],
                StartMs = start,
                EndMs = end,
                StepTimeMs = grid.Time(i),
                First = parameters.First is null ? 0 : parameters.First[i],
                Second = parameters.Second is null ? 0 : parameters.Second[i],
                NeverFalls = neverFalls,
            };
            output[i] = function.Evaluate(window);
            any |= !Absent.Is(output[i]);
        }

        return any;
    }

    private readonly struct ByDelegate(WindowFunction function) : IWindowFunction
    {
        public double Evaluate(in RangeWindow window) => function(window);
    }

    private static bool NeverFalls(ReadOnlySpan<double> values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1]) return false;
        }

        return true;
    }
}

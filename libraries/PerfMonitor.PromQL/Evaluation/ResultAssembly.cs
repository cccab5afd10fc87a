using PerfMonitor.PromQL.Ast;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Turns what the evaluator computed into the answer: drops names that no longer fit, joins what became one series, sorts.</summary>
internal static class ResultAssembly
{
    public static QueryValue Instant(Expression expression, StepGrid grid, Evaluator evaluator)
    {
        if (expression.Type == PromType.RangeVector) return Ranges(evaluator.EvaluateRange(expression, grid), (long)evaluator.Context.Options.LookBack.TotalMilliseconds);
        long time = grid.StartMs;
        switch (evaluator.Evaluate(expression, grid))
        {
            case ScalarSteps scalar:
                return new ScalarValue(time, scalar.Values[0]);
            case TextConstant text:
                return new TextValue(time, text.Value);
            case VectorSteps vector:
                var samples = new List<VectorSample>(vector.Rows.Count);
                foreach (var row in Cleaned(vector, evaluator.Context))
                {
                    if (!Absent.Is(row.Values[0])) samples.Add(new VectorSample(row.Labels, time, row.Values[0]));
                }

                return new VectorValue(samples);
            default:
                throw new InvalidOperationException("the expression has no value");
        }
    }

    public static MatrixValue Range(Expression expression, StepGrid grid, Evaluator evaluator)
    {
        var value = evaluator.Evaluate(expression, grid);
        var rows = value is ScalarSteps scalar
            ? [new Row(LabelSet.Empty, scalar.Values, 0, grid.Count, false)]
            : Cleaned((VectorSteps)value, evaluator.Context);
        var series = new List<MatrixSeries>(rows.Count);
        foreach (var row in rows)
        {
            int present = Absent.CountPresent(row.Values);
            if (present == 0) continue;
            var samples = new Sample[present];
            for (int i = 0, kept = 0; i < row.Count; i++)
            {
                if (!Absent.Is(row.Values[i])) samples[kept++] = new Sample(grid.Time(i), row.Values[i]);
            }

            series.Add(new MatrixSeries(row.Labels, samples));
        }

        series.Sort((a, b) => LabelSetOrder.Compare(a.Labels, b.Labels));
        return new MatrixValue(series);
    }

    private static MatrixValue Ranges(RangeVector range, long lookBackMs)
    {
        var series = new List<MatrixSeries>(range.Series.Count);
        long end = range.Times.StartMs, start = end - range.RangeMs;
        foreach (var one in range.Series)
        {
            var samples = range.Edges == RangeEdges.Plain ? Inside(one, start, end) : Functions.ExtendedRange.Samples(one, range, lookBackMs);
            if (samples.Length > 0) series.Add(new MatrixSeries(one.DropsName ? NameRemoval.Without(one.Labels) : one.Labels, samples));
        }

        series.Sort((a, b) => LabelSetOrder.Compare(a.Labels, b.Labels));
        return new MatrixValue(series);
    }

    private static Sample[] Inside(RangeSeries series, long start, long end)
    {
        var at = series.TimestampsMs.Span;
        int low = InstantSelection.FirstAfter(at, start), high = InstantSelection.FirstAfter(at, end);
        var samples = new Sample[high - low];
        for (int i = 0; i < samples.Length; i++) samples[i] = new Sample(at[low + i], series.Values.Span[low + i]);
        return samples;
    }

    private static List<Row> Cleaned(VectorSteps vector, EvaluationContext context)
    {
        var rows = vector.Rows.ConvertAll(row => row.DropsName ? row with { Labels = NameRemoval.Without(row.Labels) } : row);
        return RowMerge.Merge(rows, context);
    }
}

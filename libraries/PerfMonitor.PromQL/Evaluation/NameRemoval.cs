using PerfMonitor.PromQL.Ast;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Takes the metric names from values that are no longer the metrics' own, where that does not wait for the end of the query.</summary>
internal static class NameRemoval
{
    /// <summary>
    /// The value of a function or operator without the names it takes away. Series that come to share their labels are joined where no step has
    /// two of them, but those of a function over ranges or of a minus sign are refused, as Prometheus does.
    /// </summary>
    /// <exception cref="PromEvaluationException">Two series share their labels.</exception>
    public static StepValue Apply(Expression expression, StepValue value, EvaluationContext context)
    {
        if (context.Options.DelaysNameRemoval || value is not VectorSteps vector || !vector.Rows.Exists(static row => row.DropsName)) return value;
        var rows = vector.Rows.ConvertAll(static row => row.DropsName ? row with { Labels = Without(row.Labels), DropsName = false } : row);
        // Series of one metric stay apart without its name: the usual case needs no look at every label.
        if (ShareMetric(vector.Rows)) return new VectorSteps(rows);
        var merged = RowMerge.Merge(rows, context);
        return merged.Count < rows.Count && (expression is UnaryOperation { Negative: true } || TakesRange(expression)) ? throw RowMerge.SameLabels() : new VectorSteps(merged);
    }

    /// <summary>Labels without the name and what describes it.</summary>
    public static LabelSet Without(LabelSet labels) => labels.Without(LabelSet.MetricName, LabelNames.MetricType, LabelNames.MetricUnit);

    private static bool ShareMetric(List<Row> rows)
    {
        string metric = rows[0].Labels.Metric;
        return rows.TrueForAll(row => row.DropsName && row.Labels.Metric == metric && row.Labels[LabelNames.MetricType] is null && row.Labels[LabelNames.MetricUnit] is null);
    }

    private static bool TakesRange(Expression expression) => expression is FunctionCall call && call.Arguments.Any(static argument => argument.Type == PromType.RangeVector);
}

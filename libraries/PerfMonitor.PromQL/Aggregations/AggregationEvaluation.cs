using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>Groups the rows of a vector and folds or picks within each group.</summary>
internal static class AggregationEvaluation
{
    public static VectorSteps Evaluate(Aggregation aggregation, StepGrid grid, Evaluator evaluator)
    {
        var context = evaluator.Context;
        double[]? parameter = null;
        string? label = null;
        if (aggregation.Operator == AggregationOperator.CountValues) label = evaluator.EvaluateText(aggregation.Parameter!, grid);
        else if (aggregation.Parameter is not null) parameter = evaluator.EvaluateScalar(aggregation.Parameter, grid);

        var input = evaluator.EvaluateVector(aggregation.Operand, grid).Rows;
        var projection = aggregation.Without ? LabelProjection.Ignoring(aggregation.Grouping) : LabelProjection.Of(aggregation.Grouping);
        switch (aggregation.Operator)
        {
            case AggregationOperator.CountValues:
                return CountValues.Evaluate(Group(input, projection), projection, label!, aggregation, context);
            case AggregationOperator.TopK or AggregationOperator.BottomK:
                return TopK.Evaluate(Group(input, projection), Parameters.Counts(parameter!, "Parameter"), grid.Count, aggregation.Operator == AggregationOperator.TopK, context);
            case AggregationOperator.LimitK:
                return Limit.First(Group(input, projection), Parameters.Counts(parameter!, "Parameter"), context);
            case AggregationOperator.LimitRatio:
                return Limit.Share(input, Parameters.Ratios(parameter!, aggregation.Parameter!, context), context);
            case AggregationOperator.Quantile:
                foreach (double quantile in parameter!) context.Annotations.CheckQuantile(quantile, aggregation.Parameter!);
                break;
            default:
                break;
        }

        return Fold(Group(input, projection), projection, () => NewFold(aggregation.Operator, grid.Count, parameter), grid.Count, context);
    }

    private static IFold NewFold(AggregationOperator op, int steps, double[]? parameter) => op switch
    {
        AggregationOperator.Sum => new SumFold(steps),
        AggregationOperator.Avg => new AvgFold(steps),
        AggregationOperator.Count => new CountFold(steps),
        AggregationOperator.Group => new GroupFold(steps),
        AggregationOperator.Min => new ExtremeFold(steps, isMaximum: false),
        AggregationOperator.Max => new ExtremeFold(steps, isMaximum: true),
        AggregationOperator.Stddev => new VarianceFold(steps, isDeviation: true),
        AggregationOperator.Stdvar => new VarianceFold(steps, isDeviation: false),
        AggregationOperator.Quantile => new QuantileFold(parameter!),
        _ => throw new InvalidOperationException($"{op.Name()} picks series rather than folding them"),
    };

    /// <summary>The rows of each group, groups and rows in the order they came.</summary>
    private static List<List<Row>> Group(List<Row> rows, LabelProjection projection)
    {
        var byLabels = new Dictionary<LabelSet, List<Row>>(projection);
        var groups = new List<List<Row>>();
        foreach (var row in rows)
        {
            if (!byLabels.TryGetValue(row.Labels, out var group))
            {
                byLabels.Add(row.Labels, group = []);
                groups.Add(group);
            }

            group.Add(row);
        }

        return groups;
    }

    private static VectorSteps Fold(List<List<Row>> groups, LabelProjection projection, Func<IFold> newFold, int steps, EvaluationContext context)
    {
        var rows = new List<Row>(groups.Count);
        foreach (var group in groups)
        {
            var fold = newFold();
            foreach (var row in group)
            {
                context.ThrowIfCancelled();
                fold.Add(row.Values);
            }

            var result = context.Rows.Take(steps);
            fold.Finish(result.Values);
            rows.Add(result.ToRow(projection.Apply(group[0].Labels), group.Exists(row => row.DropsName)));
        }

        return new VectorSteps(rows);
    }
}

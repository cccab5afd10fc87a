using PerfMonitor.Analysis.Counters;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Ast;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>
/// A counter that is asked for as it is. It grows as long as its process runs and begins at 0 with the next one: its level says nothing
/// of what is to come, and its fall is no event.
/// </summary>
internal static class BareCounter
{
    /// <summary>The counter's name where an expression is a counter, or one aggregated over its series; null for any other.</summary>
    public static string? In(Expression expression) => expression switch
    {
        VectorSelector { Matchers: var matchers } => matchers
            .Where(static matcher => matcher is { Name: LabelSet.MetricName, Kind: MatchKind.Equal })
            .Select(static matcher => matcher.Value)
            .FirstOrDefault(CounterName.IsBare),
        Parentheses { Inner: var inner } => In(inner),
        Aggregation { Operator: AggregationOperator.Sum or AggregationOperator.Avg or AggregationOperator.Min or AggregationOperator.Max or AggregationOperator.TopK or AggregationOperator.BottomK or AggregationOperator.Quantile, Operand: var operand } => In(operand),
        _ => null,
    };
}

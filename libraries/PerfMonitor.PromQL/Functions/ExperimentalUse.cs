using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Functions;

/// <summary>A use of what Prometheus calls experimental.</summary>
internal static class ExperimentalUse
{
    /// <summary>Refuses a query that uses it, naming the first such place.</summary>
    public static void Refuse(PromQuery query)
    {
        if (Find(query.Expression) is not { } found) return;
        throw new PromParseException(found.Position, $"{found.Name}() is experimental and not enabled; Query:EnableExperimentalFunctions enables it", query.Text);
    }

    private static (string Name, TextRange Position)? Find(Expression expression) => expression switch
    {
        FunctionCall call when FunctionSignatures.Find(call.Name) is { IsExperimental: true } => (call.Name, call.Position),
        Aggregation { Operator: AggregationOperator.LimitK or AggregationOperator.LimitRatio } limit => (limit.Operator.Name(), limit.Position),
        _ => expression.Children.Select(Find).FirstOrDefault(static found => found is not null),
    };
}

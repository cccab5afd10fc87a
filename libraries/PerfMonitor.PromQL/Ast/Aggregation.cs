namespace PerfMonitor.PromQL.Ast;

/// <summary>The operators that fold many series into fewer.</summary>
public enum AggregationOperator
{
    /// <summary><c>sum</c></summary>
    Sum,

    /// <summary><c>avg</c></summary>
    Avg,

    /// <summary><c>count</c></summary>
    Count,

    /// <summary><c>min</c></summary>
    Min,

    /// <summary><c>max</c></summary>
    Max,

    /// <summary><c>group</c></summary>
    Group,

    /// <summary><c>stddev</c></summary>
    Stddev,

    /// <summary><c>stdvar</c></summary>
    Stdvar,

    /// <summary><c>topk</c></summary>
    TopK,

    /// <summary><c>bottomk</c></summary>
    BottomK,

    /// <summary><c>count_values</c></summary>
    CountValues,

    /// <summary><c>quantile</c></summary>
    Quantile,

    /// <summary><c>limitk</c></summary>
    LimitK,

    /// <summary><c>limit_ratio</c></summary>
    LimitRatio,
}

/// <summary>An aggregation over an instant vector.</summary>
/// <param name="Operator">What is computed.</param>
/// <param name="Operand">The vector.</param>
/// <param name="Parameter">The k, quantile, ratio or label; null where the operator takes none.</param>
/// <param name="Grouping">The labels of <c>by</c> or <c>without</c>.</param>
/// <param name="Without">Grouping by all labels but these.</param>
public sealed record Aggregation(
    AggregationOperator Operator, Expression Operand, Expression? Parameter, IReadOnlyList<string> Grouping, bool Without) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => PromType.InstantVector;

    /// <inheritdoc/>
    public override IEnumerable<Expression> Children => Parameter is null ? [Operand] : [Parameter, Operand];
}

/// <summary>Names and parameters of the aggregation operators.</summary>
public static class AggregationOperators
{
    private static readonly Dictionary<string, AggregationOperator> ByName =
        Enum.GetValues<AggregationOperator>().ToDictionary(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The operator as written.</summary>
    public static string Name(this AggregationOperator op) => op switch
    {
        AggregationOperator.Sum => "sum",
        AggregationOperator.Avg => "avg",
        AggregationOperator.Count => "count",
        AggregationOperator.Min => "min",
        AggregationOperator.Max => "max",
        AggregationOperator.Group => "group",
        AggregationOperator.Stddev => "stddev",
        AggregationOperator.Stdvar => "stdvar",
        AggregationOperator.TopK => "topk",
        AggregationOperator.BottomK => "bottomk",
        AggregationOperator.CountValues => "count_values",
        AggregationOperator.Quantile => "quantile",
        AggregationOperator.LimitK => "limitk",
        _ => "limit_ratio",
    };

    /// <summary>Whether the operator takes a parameter before the vector.</summary>
    public static bool TakesParameter(this AggregationOperator op) => op >= AggregationOperator.TopK;

    /// <summary>Whether the operator picks input series as they are, rather than computing one series per group.</summary>
    public static bool PicksSeries(this AggregationOperator op) =>
        op is AggregationOperator.TopK or AggregationOperator.BottomK or AggregationOperator.LimitK or AggregationOperator.LimitRatio;

    internal static bool TryParse(string name, out AggregationOperator op) => ByName.TryGetValue(name, out op);
}

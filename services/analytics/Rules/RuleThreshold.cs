using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The number that decides a rule, and how the value is compared with it.</summary>
internal sealed record RuleThreshold(string Comparison, double Value)
{
    /// <summary>
    /// From an expression of the form <c>vector comparison number</c> or <c>number comparison vector</c>; null for any other.
    /// <c>a and b</c> and <c>a unless b</c> have the values of <c>a</c>, so they have its threshold too.
    /// </summary>
    public static RuleThreshold? Of(Expression expression) => (Unwrap(expression), SideOf(Unwrap(expression))) switch
    {
        (BinaryOperation operation, ThresholdSide.Within) => Of(operation.Left),
        (BinaryOperation operation, ThresholdSide.Right) => new RuleThreshold(operation.Operator.Symbol(), Constant(operation.Right)!.Value),
        (BinaryOperation operation, ThresholdSide.Left) => new RuleThreshold(Mirror(operation.Operator).Symbol(), Constant(operation.Left)!.Value),
        _ => null,
    };

    /// <summary>Where an operation has its threshold.</summary>
    public static ThresholdSide SideOf(Expression expression) => expression switch
    {
        BinaryOperation { ReturnsBool: false, Operator: BinaryOperator.And or BinaryOperator.Unless } => ThresholdSide.Within,
        BinaryOperation { ReturnsBool: false } operation when !operation.Operator.IsComparison() => ThresholdSide.None,
        BinaryOperation { ReturnsBool: false, Left.Type: PromType.InstantVector } operation when Constant(operation.Right) is not null => ThresholdSide.Right,
        BinaryOperation { ReturnsBool: false, Right.Type: PromType.InstantVector } operation when Constant(operation.Left) is not null => ThresholdSide.Left,
        _ => ThresholdSide.None,
    };

    /// <summary>Whether a value that meets this threshold meets the other one too, but not the other way round: above 0.9 is also above 0.8.</summary>
    public bool IsStricterThan(double other) => Comparison switch
    {
        ">" or ">=" => other < Value,
        "<" or "<=" => other > Value,
        _ => false,
    };

    /// <summary>Whether the comparison holds for a value; for NaN only <c>!=</c> does, as in PromQL.</summary>
    public bool IsMetBy(double value) => Comparison switch
    {
        ">" => value > Value,
        ">=" => value >= Value,
        "<" => value < Value,
        "<=" => value <= Value,
        "==" => value == Value,
        "!=" => value != Value,
        _ => throw new InvalidOperationException($"'{Comparison}' is no comparison."),
    };

    private static Expression Unwrap(Expression expression) => expression is Parentheses parentheses ? Unwrap(parentheses.Inner) : expression;

    private static double? Constant(Expression expression) => Unwrap(expression) switch
    {
        NumberLiteral number => number.Value,
        UnaryOperation sign when Constant(sign.Operand) is { } value => sign.Negative ? -value : value,
        BinaryOperation operation when Constant(operation.Left) is { } left && Constant(operation.Right) is { } right => operation.Operator switch
        {
            BinaryOperator.Add => left + right,
            BinaryOperator.Subtract => left - right,
            BinaryOperator.Multiply => left * right,
            BinaryOperator.Divide => left / right,
            _ => null,
        },
        _ => null,
    };

    private static BinaryOperator Mirror(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        _ => comparison,
    };
}

/// <summary>Where an operation has the number it compares with.</summary>
internal enum ThresholdSide
{
    None,
    Left,
    Right,

    /// <summary>In its left operand, of which <c>and</c> and <c>unless</c> take the values.</summary>
    Within,
}

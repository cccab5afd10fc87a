using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The number that decides a rule, and how the value is compared with it.</summary>
internal sealed record RuleThreshold(string Comparison, double Value)
{
    /// <summary>
    /// From an expression of the form <c>vector comparison number</c> or <c>number comparison vector</c>; null for any other.
    /// <c>a and b</c> and <c>a unless b</c> have the values of <c>a</c>, so they have its threshold too.
    /// </summary>
    public static RuleThreshold? Of(Expression expression)
    {
        if (Unwrap(expression) is not BinaryOperation { ReturnsBool: false } operation)
        {
            return null;
        }

        if (operation.Operator is BinaryOperator.And or BinaryOperator.Unless)
        {
            return Of(operation.Left);
        }

        if (!operation.Operator.IsComparison())
        {
            return null;
        }

        if (operation.Left.Type == PromType.InstantVector && Constant(operation.Right) is { } right)
        {
            return new RuleThreshold(operation.Operator.Symbol(), right);
        }

        return operation.Right.Type == PromType.InstantVector && Constant(operation.Left) is { } left
            ? new RuleThreshold(Mirror(operation.Operator).Symbol(), left)
            : null;
    }

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

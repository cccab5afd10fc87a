using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Printing;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Expressions made from a rule's own: the same comparison with another number, and what is compared without the comparison.</summary>
internal static class ThresholdRewriting
{
    /// <summary>The expression with another threshold; null where it has none (see <see cref="RuleThreshold.Of"/>).</summary>
    public static RuleExpression? With(RuleExpression expression, double threshold) =>
        Replace(expression.Query.Expression, threshold) is { } replaced ? RuleExpression.Following(ExpressionPrinter.Print(replaced)) : null;

    /// <summary>What the threshold is compared with, as an expression; null where there is no threshold.</summary>
    public static RuleExpression? Subject(RuleExpression expression) =>
        SubjectOf(expression.Query.Expression) is { } subject ? RuleExpression.Parse(ExpressionPrinter.Print(subject)) : null;

    /// <summary>The subject where the comparison is all there is to the expression; null where <c>and</c> or <c>unless</c> leaves values out, too.</summary>
    public static RuleExpression? WholeSubject(RuleExpression expression) => IsWhole(expression.Query.Expression) ? Subject(expression) : null;

    private static bool IsWhole(Expression expression) =>
        expression is Parentheses parentheses ? IsWhole(parentheses.Inner) : RuleThreshold.SideOf(expression) is ThresholdSide.Left or ThresholdSide.Right;

    private static Expression? Replace(Expression expression, double threshold) => (expression, RuleThreshold.SideOf(expression)) switch
    {
        (Parentheses parentheses, _) => Replace(parentheses.Inner, threshold) is { } inner ? parentheses with { Inner = inner } : null,
        (BinaryOperation operation, ThresholdSide.Right) => operation with { Right = Number(operation.Right, threshold) },
        (BinaryOperation operation, ThresholdSide.Left) => operation with { Left = Number(operation.Left, threshold) },
        (BinaryOperation operation, ThresholdSide.Within) => Replace(operation.Left, threshold) is { } left ? operation with { Left = left } : null,
        _ => null,
    };

    private static Expression? SubjectOf(Expression expression) => (expression, RuleThreshold.SideOf(expression)) switch
    {
        (Parentheses parentheses, _) => SubjectOf(parentheses.Inner),
        (BinaryOperation operation, ThresholdSide.Right) => operation.Left,
        (BinaryOperation operation, ThresholdSide.Left) => operation.Right,
        (BinaryOperation operation, ThresholdSide.Within) => SubjectOf(operation.Left),
        _ => null,
    };

    // In parentheses: a negative number after an operator is one operand whatever the operator.
    private static Parentheses Number(Expression place, double value) =>
        new(new NumberLiteral(value) { Position = place.Position }) { Position = place.Position };
}

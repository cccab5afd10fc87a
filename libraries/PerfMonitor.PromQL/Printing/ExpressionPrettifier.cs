using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Printing;

/// <summary>Writes an expression over several lines, splitting what would be longer than a line, as Prometheus' format_query does.</summary>
public static class ExpressionPrettifier
{
    private const int MaxLineLength = 100;

    /// <summary>The indented text.</summary>
    public static string Print(Expression expression) => Print(expression, 0);

    private static string Print(Expression expression, int level)
    {
        string indent = Indent(level);
        string line = ExpressionPrinter.Print(expression);
        if (line.Length <= MaxLineLength) return indent + line;
        return expression switch
        {
            Aggregation aggregation => $"{indent}{ExpressionPrinter.Head(aggregation)}(\n{Parameter(aggregation, level + 1)}{Print(aggregation.Operand, level + 1)}\n{indent})",
            BinaryOperation binary => $"{Print(binary.Left, level + 1)}\n{indent}{ExpressionPrinter.Head(binary)}\n{Print(binary.Right, level + 1)}",
            FunctionCall call => $"{indent}{call.Name}(\n{string.Join(",\n", call.Arguments.Select(a => Print(a, level + 1)))}\n{indent})",
            Parentheses parentheses => $"{indent}(\n{Print(parentheses.Inner, level + 1)}\n{indent})",
            Subquery subquery => Print(subquery.Inner, level) + ExpressionPrinter.Tail(subquery),
            UnaryOperation unary => indent + (unary.Negative ? "-" : "+") + Print(unary.Operand, level).TrimStart(),
            _ => indent + line,
        };
    }

    private static string Parameter(Aggregation aggregation, int level) => aggregation.Parameter is null ? "" : Print(aggregation.Parameter, level) + ",\n";

    private static string Indent(int level) => new(' ', 2 * level);
}

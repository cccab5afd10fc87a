using System.Globalization;
using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Printing;

/// <summary>Writes an expression in canonical form on one line; parsing that gives the same expression again.</summary>
public static class ExpressionPrinter
{
    /// <summary>The canonical text.</summary>
    public static string Print(Expression expression) => expression switch
    {
        NumberLiteral { IsDuration: true } number => DurationText.Format((long)Math.Round(number.Value * 1000)),
        NumberLiteral number => NumberText.Plain(number.Value),
        StringLiteral text => Quoting.Quote(text.Value),
        Parentheses parentheses => $"({Print(parentheses.Inner)})",
        UnaryOperation unary => (unary.Negative ? "-" : "+") + Print(unary.Operand),
        FunctionCall call => $"{call.Name}({string.Join(", ", call.Arguments.Select(Print))})",
        Aggregation aggregation => $"{Head(aggregation)}({(aggregation.Parameter is null ? "" : Print(aggregation.Parameter) + ", ")}{Print(aggregation.Operand)})",
        BinaryOperation binary => $"{Print(binary.Left)} {Head(binary)} {Print(binary.Right)}",
        VectorSelector selector => Series(selector) + Edges(selector.Edges) + TimeShift(selector.At, selector.Offset),
        MatrixSelector matrix => $"{Series(matrix.Selector)}[{Duration(matrix.Range)}]{Edges(matrix.Selector.Edges)}{TimeShift(matrix.Selector.At, matrix.Selector.Offset)}",
        Subquery subquery => Print(subquery.Inner) + Tail(subquery),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no text"),
    };

    /// <summary>An aggregation up to its parenthesis: <c>sum by (job) </c>.</summary>
    internal static string Head(Aggregation aggregation)
    {
        string name = aggregation.Operator.Name();
        if (aggregation.Without) return $"{name} without ({Labels(aggregation.Grouping)}) ";
        return aggregation.Grouping.Count > 0 ? $"{name} by ({Labels(aggregation.Grouping)}) " : name;
    }

    /// <summary>An operator with its modifiers: <c>== bool on (job)</c>.</summary>
    internal static string Head(BinaryOperation operation)
    {
        string text = operation.Operator.Symbol() + (operation.ReturnsBool ? " bool" : "");
        if (operation.Matching is not { } matching) return text;
        bool groups = matching.Cardinality is MatchCardinality.ManyToOne or MatchCardinality.OneToMany;
        if (matching.On || matching.Labels.Count > 0 || groups) text += $" {(matching.On ? "on" : "ignoring")} ({Labels(matching.Labels)})";
        if (groups) text += $" group_{(matching.Cardinality == MatchCardinality.ManyToOne ? "left" : "right")} ({Labels(matching.Include)})";
        if (matching.FillLeft is not null && matching.FillLeft.Equals(matching.FillRight)) return $"{text} fill ({NumberText.Plain(matching.FillLeft.Value)})";
        if (matching.FillLeft is { } left) text += $" fill_left ({NumberText.Plain(left)})";
        if (matching.FillRight is { } right) text += $" fill_right ({NumberText.Plain(right)})";
        return text;
    }

    /// <summary>What follows the inner expression of a subquery.</summary>
    internal static string Tail(Subquery subquery) =>
        $"[{Duration(subquery.Range)}:{(subquery.Step is null ? "" : Duration(subquery.Step))}]{TimeShift(subquery.At, subquery.Offset)}";

    private static string Labels(IEnumerable<string> labels) => string.Join(", ", labels.Select(LabelNames.Quote));

    private static string Series(VectorSelector selector)
    {
        var matchers = selector.Matchers
            .Where(m => selector.Name is null || m.Name != LabelSet.MetricName || m.Kind != MatchKind.Equal || m.Value != selector.Name)
            .Select(m => m.ToString());
        string inside = string.Join(",", matchers);
        if (selector.Name is not null && !LabelNames.IsClassicMetric(selector.Name)) return $"{{{Quoting.Quote(selector.Name)}{(inside.Length > 0 ? "," : "")}{inside}}}";
        return inside.Length > 0 ? $"{selector.Name}{{{inside}}}" : selector.Name ?? "{}";
    }

    private static string Edges(RangeEdges edges) => edges switch
    {
        RangeEdges.Anchored => " anchored",
        RangeEdges.Smoothed => " smoothed",
        _ => "",
    };

    private static string TimeShift(AtModifier? at, DurationExpression? offset)
    {
        string text = at?.Kind switch
        {
            null => "",
            AtKind.Start => " @ start()",
            AtKind.End => " @ end()",
            _ => string.Create(CultureInfo.InvariantCulture, $" @ {at.TimestampMs / 1000.0:F3}"),
        };
        return offset is null ? text : $"{text} offset {Duration(offset)}";
    }

    private static string Duration(DurationExpression duration) => duration switch
    {
        DurationLiteral literal => DurationText.Format(literal.Milliseconds),
        DurationNumber number => NumberText.Plain(number.Value),
        DurationStep => "step()",
        DurationRange => "range()",
        DurationSign sign => (sign.Negative ? "-" : "+") + Duration(sign.Operand),
        DurationParentheses parentheses => $"({Duration(parentheses.Inner)})",
        DurationOperation { Operator: DurationOperator.Minimum } minimum => $"min_of({Duration(minimum.Left)}, {Duration(minimum.Right)})",
        DurationOperation { Operator: DurationOperator.Maximum } maximum => $"max_of({Duration(maximum.Left)}, {Duration(maximum.Right)})",
        DurationOperation operation => $"{Duration(operation.Left)} {Symbol(operation.Operator)} {Duration(operation.Right)}",
        _ => throw new InvalidOperationException($"{duration.GetType().Name} has no text"),
    };

    private static char Symbol(DurationOperator op) => op switch
    {
        DurationOperator.Add => '+',
        DurationOperator.Subtract => '-',
        DurationOperator.Multiply => '*',
        DurationOperator.Divide => '/',
        DurationOperator.Modulo => '%',
        _ => '^',
    };
}

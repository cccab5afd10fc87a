using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Functions;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>The rules that syntax alone does not hold: types of operands and arguments, what may match what, selectors that select everything.</summary>
internal static class TypeCheck
{
    /// <summary>Checks a whole tree; the first fault found is thrown.</summary>
    public static void Check(Expression expression) => Check(expression, 0);

    private static void Check(Expression expression, int depth)
    {
        if (depth > ExpressionParser.MaxDepth)
        {
            throw new PromParseException(expression.Position, $"the expression is nested deeper than {ExpressionParser.MaxDepth} levels");
        }

        if (expression is FunctionCall call)
        {
            CheckCall(call, depth);
            return;
        }

        if (expression is Aggregation aggregation)
        {
            CheckAggregation(aggregation, depth);
            return;
        }

        foreach (var child in expression.Children) Check(child, depth + 1);

        switch (expression)
        {
            case BinaryOperation operation: BinaryCheck.Check(operation); break;
            case UnaryOperation { Operand.Type: not (PromType.Scalar or PromType.InstantVector) } unary:
                throw new PromParseException(unary.Position, $"unary expression only allowed on expressions of type scalar or instant vector, got \"{unary.Operand.Type.Describe()}\"");
            case Subquery { Inner.Type: not PromType.InstantVector } subquery:
                throw new PromParseException(subquery.Position, $"subquery is only allowed on instant vector, got {ShortName(subquery.Inner.Type)} instead");
            case VectorSelector selector: CheckSelector(selector); break;
            default: break;
        }
    }

    private static void CheckSelector(VectorSelector selector)
    {
        // The matcher of a name in front of the braces, or alone within them, comes last.
        if (selector.Name is { } name && selector.Matchers.SkipLast(1).FirstOrDefault(m => m.Name == LabelSet.MetricName) is { } second)
        {
            throw new PromParseException(selector.Position, $"metric name must not be set twice: {Quoting.Quote(name)} or {Quoting.Quote(second.Value)}");
        }

        if (selector.Matchers.All(m => m.MatchesEmpty))
        {
            throw new PromParseException(selector.Position, "vector selector must contain at least one non-empty matcher");
        }
    }

    private static void CheckAggregation(Aggregation aggregation, int depth)
    {
        Check(aggregation.Operand, depth + 1);
        Expect(aggregation.Operand, PromType.InstantVector, "aggregation expression");
        if (aggregation.Parameter is null) return;
        Check(aggregation.Parameter, depth + 1);
        Expect(aggregation.Parameter, aggregation.Operator == AggregationOperator.CountValues ? PromType.Text : PromType.Scalar, "aggregation parameter");
    }

    /// <summary>How many arguments there are comes before what they are.</summary>
    private static void CheckCall(FunctionCall call, int depth)
    {
        var signature = FunctionSignatures.Find(call.Name)!;
        int wanted = signature.Arguments.Count, given = call.Arguments.Count;
        if (signature.Optional == 0)
        {
            if (given != wanted) throw Count(call, "", wanted);
        }
        else
        {
            int least = wanted - 1;
            if (given < least) throw Count(call, "at least ", least);
            if (signature.Optional > 0 && given > least + signature.Optional) throw Count(call, "at most ", least + signature.Optional);
        }

        if (call.Name == "info" && given > 1) CheckInfoSelector(call.Arguments[1]);
        for (int i = 0; i < given; i++)
        {
            if (call.Name != "info" || i != 1) Check(call.Arguments[i], depth + 1);
            Expect(call.Arguments[i], signature.Arguments[Math.Min(i, wanted - 1)], $"call to function {Quoting.Quote(call.Name)}");
        }

        CheckEdges(call);
    }

    // The words of the HTTP API, which Prometheus uses here alone.
    private static string ShortName(PromType type) => type switch
    {
        PromType.RangeVector => "matrix",
        PromType.InstantVector => "vector",
        _ => type.Describe(),
    };

    private static void CheckInfoSelector(Expression argument)
    {
        if (argument is not VectorSelector selector || selector.Name is not null)
        {
            throw new PromParseException(argument.Position, "expected label selectors only, got vector selector instead");
        }
    }

    private static void CheckEdges(FunctionCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is not MatrixSelector { Selector.Edges: not RangeEdges.Plain } matrix) continue;
            bool anchored = matrix.Selector.Edges == RangeEdges.Anchored;
            bool allowed = call.Name is "rate" or "increase" or "delta" || (anchored && call.Name is "changes" or "resets");
            if (!allowed)
            {
                throw new PromParseException(
                    call.Position,
                    anchored
                        ? $"anchored modifier can only be used with: changes, delta, increase, rate, resets - not with {call.Name}"
                        : $"smoothed modifier can only be used with: delta, increase, rate - not with {call.Name}");
            }
        }
    }

    private static PromParseException Count(FunctionCall call, string bound, int wanted) =>
        new(call.Position, $"expected {bound}{wanted} argument(s) in call to {Quoting.Quote(call.Name)}, got {call.Arguments.Count}");

    private static void Expect(Expression expression, PromType wanted, string context)
    {
        if (expression.Type != wanted)
        {
            throw new PromParseException(expression.Position, $"expected type {wanted.Describe()} in {context}, got {expression.Type.Describe()}");
        }
    }
}

using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>What an operator and its modifiers allow on either side.</summary>
internal static class BinaryCheck
{
    public static void Check(BinaryOperation operation)
    {
        var op = operation.Operator;
        bool scalars = operation is { Left.Type: PromType.Scalar, Right.Type: PromType.Scalar };
        if (operation.ReturnsBool && !op.IsComparison()) throw Fault(operation.OperatorPosition, "bool modifier can only be used on comparison operators");
        if (op.IsComparison() && !operation.ReturnsBool && scalars) throw Fault(operation.OperatorPosition, "comparisons between scalars must use BOOL modifier");

        var matching = operation.Matching!;
        if (matching.On && matching.Labels.Intersect(matching.Include).FirstOrDefault() is { } both)
        {
            throw Fault(operation.OperatorPosition, $"label {Notation.Quoting.Quote(both)} must not occur in ON and GROUP clause at once");
        }

        foreach (var side in (Expression[])[operation.Left, operation.Right])
        {
            if (side.Type is not (PromType.Scalar or PromType.InstantVector))
            {
                throw Fault(side.Position, "binary expression must contain only scalar and instant vector types");
            }
        }

        if (operation is { Left.Type: PromType.InstantVector, Right.Type: PromType.InstantVector }) CheckSet(operation, matching);
        else CheckScalar(operation, matching);
    }

    private static void CheckScalar(BinaryOperation operation, VectorMatching matching)
    {
        if (matching.Labels.Count > 0) throw Fault(operation.Position, "vector matching only allowed between instant vectors");
        if (matching.FillLeft is not null || matching.FillRight is not null) throw Fault(operation.Position, "filling in missing series only allowed between instant vectors");
        if (operation.Operator.IsSet()) throw Fault(operation.Position, $"set operator \"{operation.Operator.Symbol()}\" not allowed in binary scalar expression");
    }

    private static void CheckSet(BinaryOperation operation, VectorMatching matching)
    {
        if (!operation.Operator.IsSet()) return;
        if (matching.Cardinality != MatchCardinality.ManyToMany) throw Fault(operation.Position, $"no grouping allowed for \"{operation.Operator.Symbol()}\" operation");
        if (matching.FillLeft is not null || matching.FillRight is not null) throw Fault(operation.Position, "filling in missing series not allowed for set operators");
    }

    private static PromParseException Fault(TextRange position, string reason) => new(position, reason);
}

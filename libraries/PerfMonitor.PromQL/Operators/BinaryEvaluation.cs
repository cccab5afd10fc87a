using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Operators;

/// <summary>Picks the way to combine two sides: numbers, a vector and a number, sets, or paired vectors.</summary>
internal static class BinaryEvaluation
{
    public static StepValue Evaluate(BinaryOperation operation, StepGrid grid, Evaluator evaluator)
    {
        var left = evaluator.Evaluate(operation.Left, grid);
        var right = evaluator.Evaluate(operation.Right, grid);
        return (left, right) switch
        {
            (ScalarSteps a, ScalarSteps b) => Scalars(operation, a.Values, b.Values),
            (VectorSteps a, ScalarSteps b) => VectorAndScalar(operation, a, b.Values, scalarIsLeft: false, evaluator.Context),
            (ScalarSteps a, VectorSteps b) => VectorAndScalar(operation, b, a.Values, scalarIsLeft: true, evaluator.Context),
            (VectorSteps a, VectorSteps b) => operation.Operator.IsSet()
                ? SetOperators.Evaluate(operation, a, b, grid.Count, evaluator.Context)
                : new VectorPairing(operation, grid.Count, evaluator.Context).Evaluate(a, b),
            _ => throw new InvalidOperationException("a binary operation takes scalars and instant vectors"),
        };
    }

    private static ScalarSteps Scalars(BinaryOperation operation, double[] left, double[] right)
    {
        var values = new double[left.Length];
        Kernels.Of(operation.Operator, returnsBool: true)(left, right, values);
        return new ScalarSteps(values);
    }

    private static VectorSteps VectorAndScalar(BinaryOperation operation, VectorSteps vector, double[] scalar, bool scalarIsLeft, EvaluationContext context)
    {
        bool dropsName = operation.Operator.IsArithmetic() || operation.ReturnsBool;
        // A filter keeps the value of the vector, so it is asked with the vector on the left.
        bool turned = scalarIsLeft && operation.Operator.IsComparison();
        var kernel = Kernels.Of(turned ? Turned(operation.Operator) : operation.Operator, operation.ReturnsBool);
        var rows = new List<Row>(vector.Rows.Count);
        foreach (var row in vector.Rows)
        {
            context.ThrowIfCancelled();
            var result = context.Rows.Take(row.Count);
            if (scalarIsLeft && !turned) kernel(scalar, row.Values, result.Values);
            else kernel(row.Values, scalar, result.Values);
            if (!dropsName && Absent.All(result.Values)) context.Rows.GiveBack(result);
            else rows.Add(result.ToRow(row.Labels, row.DropsName || dropsName));
        }

        return new VectorSteps(rows);
    }

    private static BinaryOperator Turned(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        _ => comparison,
    };
}

using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Functions;

namespace PerfMonitor.PromQL.Operators;

/// <summary>A sign in front of a scalar or vector. Plus changes nothing, not even the metric name.</summary>
internal static class UnaryEvaluation
{
    public static StepValue Evaluate(UnaryOperation unary, StepGrid grid, Evaluator evaluator)
    {
        var operand = evaluator.Evaluate(unary.Operand, grid);
        if (!unary.Negative) return operand;
        return operand is ScalarSteps scalar
            ? new ScalarSteps(Array.ConvertAll(scalar.Values, value => -value))
            : ElementWise.Apply((VectorSteps)operand, value => -value, evaluator.Context);
    }
}

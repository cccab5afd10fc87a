using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>A call being evaluated, and its arguments.</summary>
internal readonly record struct CallContext(FunctionCall Call, StepGrid Grid, Evaluator Evaluator)
{
    public EvaluationContext Context => Evaluator.Context;

    public int Count => Call.Arguments.Count;

    public Expression Argument(int index) => Call.Arguments[index];

    public VectorSteps Vector(int index) => Evaluator.EvaluateVector(Call.Arguments[index], Grid);

    public double[] Scalar(int index) => Evaluator.EvaluateScalar(Call.Arguments[index], Grid);

    public string Text(int index) => Evaluator.EvaluateText(Call.Arguments[index], Grid);

    public RangeVector Range(int index) => Evaluator.EvaluateRange(Call.Arguments[index], Grid);
}

/// <summary>Computes a function over all steps.</summary>
internal delegate StepValue FunctionBody(CallContext call);

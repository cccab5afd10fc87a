namespace PerfMonitor.PromQL.Functions;

/// <summary>Absolute value, rounding, roots, exponentials and logarithms.</summary>
internal static class MathFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        ElementWise.AddTo(bodies, "abs", Math.Abs);
        ElementWise.AddTo(bodies, "ceil", Math.Ceiling);
        ElementWise.AddTo(bodies, "floor", Math.Floor);
        ElementWise.AddTo(bodies, "exp", Math.Exp);
        ElementWise.AddTo(bodies, "sqrt", Math.Sqrt);
        ElementWise.AddTo(bodies, "ln", Math.Log);
        ElementWise.AddTo(bodies, "log2", Math.Log2);
        ElementWise.AddTo(bodies, "log10", Math.Log10);
        ElementWise.AddTo(bodies, "sgn", value => value < 0 ? -1 : value > 0 ? 1 : value);
        bodies["round"] = Round;
    }

    private static Evaluation.VectorSteps Round(CallContext call)
    {
        double[]? nearest = call.Count > 1 ? call.Scalar(1) : null;
        return ElementWise.Apply(call.Vector(0), (value, step) => Round(value, nearest is null ? 1 : nearest[step]), call.Context);
    }

    // Halves go up. Multiplying by the inverse keeps 0.1 and its like exact where dividing would not.
    private static double Round(double value, double nearest)
    {
        double inverse = 1 / nearest;
        return Math.Floor(value * inverse + 0.5) / inverse;
    }
}

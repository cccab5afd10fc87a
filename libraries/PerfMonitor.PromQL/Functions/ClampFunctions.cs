using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Limits on values.</summary>
internal static class ClampFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["clamp"] = call => Clamp(call, call.Vector(0), call.Scalar(1), call.Scalar(2));
        bodies["clamp_min"] = call => Clamp(call, call.Vector(0), call.Scalar(1), null);
        bodies["clamp_max"] = call => Clamp(call, call.Vector(0), null, call.Scalar(1));
    }

    private static VectorSteps Clamp(CallContext call, VectorSteps vector, double[]? min, double[]? max)
    {
        return ElementWise.Apply(vector, Limit, call.Context);

        double Limit(double value, int step)
        {
            // An empty interval leaves nothing.
            if (min is not null && max is not null && max[step] < min[step]) return Absent.Value;
            if (max is not null) value = Smaller(max[step], value);
            return min is not null ? Larger(min[step], value) : value;
        }
    }

    // An infinity beyond which nothing lies wins over NaN, as in Go.
    private static double Smaller(double a, double b) => double.IsNegativeInfinity(a) || double.IsNegativeInfinity(b) ? double.NegativeInfinity : Math.Min(a, b);

    private static double Larger(double a, double b) => double.IsPositiveInfinity(a) || double.IsPositiveInfinity(b) ? double.PositiveInfinity : Math.Max(a, b);
}

using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Limits on values.</summary>
internal static class ClampFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["clamp"] = call => Clamp(call, call.Scalar(1), call.Scalar(2));
        bodies["clamp_min"] = call => Clamp(call, call.Scalar(1), null);
        bodies["clamp_max"] = call => Clamp(call, null, call.Scalar(1));
    }

    private static VectorSteps Clamp(CallContext call, double[]? min, double[]? max)
    {
        return ElementWise.Apply(call.Vector(0), Limit, call.Context);

        double Limit(double value, int step)
        {
            // An empty interval leaves nothing.
            if (min is not null && max is not null && max[step] < min[step]) return Absent.Value;
            if (max is not null) value = Math.Min(max[step], value);
            return min is not null ? Math.Max(min[step], value) : value;
        }
    }
}

using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Scalars that speak of the query: its steps, their distance, its ends; and pi.</summary>
internal static class QueryTimeFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["time"] = call => new ScalarSteps(StepTimes(call));
        bodies["start"] = call => Constant(call, call.Context.Time.StartMs / 1000.0);
        bodies["end"] = call => Constant(call, call.Context.Time.EndMs / 1000.0);
        bodies["step"] = call => Constant(call, call.Context.Time.Step.TotalSeconds);
        bodies["range"] = call => Constant(call, call.Context.Time.Range.TotalSeconds);
        bodies["pi"] = call => Constant(call, Math.PI);
        bodies["min_of"] = call => Combine(call, Math.Min);
        bodies["max_of"] = call => Combine(call, Math.Max);
    }

    /// <summary>The time of each step in seconds.</summary>
    public static double[] StepTimes(CallContext call)
    {
        var times = new double[call.Grid.Count];
        for (int i = 0; i < times.Length; i++) times[i] = call.Grid.Time(i) / 1000.0;
        return times;
    }

    private static ScalarSteps Constant(CallContext call, double value)
    {
        var values = new double[call.Grid.Count];
        Array.Fill(values, value);
        return new ScalarSteps(values);
    }

    private static ScalarSteps Combine(CallContext call, Func<double, double, double> function)
    {
        double[] left = call.Scalar(0), right = call.Scalar(1);
        var values = new double[left.Length];
        for (int i = 0; i < values.Length; i++) values[i] = function(left[i], right[i]);
        return new ScalarSteps(values);
    }
}

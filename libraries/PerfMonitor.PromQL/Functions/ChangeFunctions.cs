using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>How often a value changed or a counter began anew.</summary>
internal static class ChangeFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["changes"] = call => Apply(call, Changes);
        bodies["resets"] = call => Apply(call, Resets);
    }

    private static VectorSteps Apply(CallContext call, WindowFunction function)
    {
        var range = call.Range(0);
        return range.Edges == RangeEdges.Plain
            ? WindowEvaluation.Apply(range, call.Grid, function, default, keepsName: false, call.Context)
            : ExtendedRange.Apply(range, call, function);
    }

    private static double Changes(in RangeWindow window)
    {
        int changes = 0;
        for (int i = 1; i < window.Count; i++)
        {
            double before = window.Values[i - 1], now = window.Values[i];
            if (now != before && !(double.IsNaN(now) && double.IsNaN(before))) changes++;
        }

        return changes;
    }

    private static double Resets(in RangeWindow window)
    {
        int resets = 0;
        for (int i = 1; i < window.Count; i++)
        {
            if (window.Values[i] < window.Values[i - 1]) resets++;
        }

        return resets;
    }
}

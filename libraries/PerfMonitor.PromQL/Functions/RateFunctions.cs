using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>How fast counters grow and gauges move.</summary>
internal static class RateFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["rate"] = call => Counter(call, new(isCounter: true, isRate: true));
        bodies["increase"] = call => Counter(call, new(isCounter: true, isRate: false));
        bodies["delta"] = call => Apply(call, call.Range(0), new(isCounter: false, isRate: false));
        RangeFunctions.AddTo(bodies, "irate", (in window) => Instant(window, isRate: true));
        RangeFunctions.AddTo(bodies, "idelta", (in window) => Instant(window, isRate: false));
    }

    private static VectorSteps Counter(CallContext call, ExtrapolatedRate function)
    {
        var result = Apply(call, call.Range(0), function);
        foreach (var row in result.Rows)
        {
            string name = row.Labels.Metric;
            if (name.Length == 0 || LooksLikeCounter(name) || row.Labels[LabelNames.MetricType] is "counter" or "histogram") continue;
            call.Context.Annotations.Inform($"metric might not be a counter, name does not end in _total/_sum/_count/_bucket: {Notation.Quoting.Quote(name)}", call.Argument(0));
        }

        return result;
    }

    private static VectorSteps Apply(CallContext call, RangeVector range, ExtrapolatedRate function) =>
        range.Edges == RangeEdges.Plain
            ? WindowEvaluation.Apply(range, call.Grid, function, new() { LooksForResets = true }, keepsName: false, call.Context)
            : ExtendedRange.Rate(range, call);

    private static bool LooksLikeCounter(string name) =>
        name.EndsWith("_total", StringComparison.Ordinal) || name.EndsWith("_sum", StringComparison.Ordinal)
        || name.EndsWith("_count", StringComparison.Ordinal) || name.EndsWith("_bucket", StringComparison.Ordinal);

    private static double Instant(in RangeWindow window, bool isRate)
    {
        int last = window.Count - 1;
        if (last < 1) return Absent.Value;
        double now = window.Values[last], before = window.Values[last - 1];
        long elapsed = window.Timestamps[last] - window.Timestamps[last - 1];
        if (!isRate) return now - before;
        return (now < before ? now : now - before) / (elapsed / 1000.0);
    }
}

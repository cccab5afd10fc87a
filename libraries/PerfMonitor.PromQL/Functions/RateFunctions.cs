using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>How fast counters grow and gauges move.</summary>
internal static class RateFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["rate"] = call => Counter(call, (in window) => Extrapolated(window, isCounter: true, isRate: true));
        bodies["increase"] = call => Counter(call, (in window) => Extrapolated(window, isCounter: true, isRate: false));
        bodies["delta"] = call => Apply(call, call.Range(0), (in window) => Extrapolated(window, isCounter: false, isRate: false));
        RangeFunctions.AddTo(bodies, "irate", (in window) => Instant(window, isRate: true));
        RangeFunctions.AddTo(bodies, "idelta", (in window) => Instant(window, isRate: false));
    }

    private static VectorSteps Counter(CallContext call, WindowFunction function)
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

    private static VectorSteps Apply(CallContext call, RangeVector range, WindowFunction function) =>
        range.Edges == RangeEdges.Plain
            ? WindowEvaluation.Apply(range, call.Grid, function, new() { LooksForResets = true }, keepsName: false, call.Context)
            : ExtendedRange.Rate(range, call);

    private static bool LooksLikeCounter(string name) =>
        name.EndsWith("_total", StringComparison.Ordinal) || name.EndsWith("_sum", StringComparison.Ordinal)
        || name.EndsWith("_count", StringComparison.Ordinal) || name.EndsWith("_bucket", StringComparison.Ordinal);

    /// <summary>
    /// The growth over the window, extended to its edges: as far as the edge where a sample is nearer to it than 1.1
    /// times the usual distance, else by half that distance, and for a counter never below zero.
    /// </summary>
    private static double Extrapolated(in RangeWindow window, bool isCounter, bool isRate)
    {
        int last = window.Count - 1;
        if (last < 1) return Absent.Value;
        double growth = window.Values[last] - window.Values[0];
        if (isCounter && !window.NeverFalls) growth += ResetCorrection(window.Values);

        double toStart = (window.Timestamps[0] - window.StartMs) / 1000.0;
        double toEnd = (window.EndMs - window.Timestamps[last]) / 1000.0;
        double sampled = (window.Timestamps[last] - window.Timestamps[0]) / 1000.0;
        double distance = sampled / last;
        double threshold = distance * 1.1;
        if (toStart >= threshold) toStart = distance / 2;
        if (isCounter && growth > 0 && window.Values[0] >= 0) toStart = Math.Min(toStart, sampled * (window.Values[0] / growth));
        if (toEnd >= threshold) toEnd = distance / 2;
        double factor = (sampled + toStart + toEnd) / sampled;
        if (isRate) factor /= (window.EndMs - window.StartMs) / 1000.0;
        return growth * factor;
    }

    /// <summary>What a counter had reached each time it began anew.</summary>
    private static double ResetCorrection(ReadOnlySpan<double> values)
    {
        double correction = 0, before = values[0];
        foreach (double value in values)
        {
            if (value < before) correction += before;
            before = value;
        }

        return correction;
    }

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

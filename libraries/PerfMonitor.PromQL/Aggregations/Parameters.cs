using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>Checks the numbers given to aggregations.</summary>
internal static class Parameters
{
    /// <summary>Whole numbers of series to keep, at least 0.</summary>
    public static long[] Counts(double[] values, string what) => Array.ConvertAll(values, value =>
    {
        if (double.IsNaN(value)) throw new PromEvaluationException($"{what} value is NaN");
        if (value >= long.MaxValue) throw new PromEvaluationException($"Scalar value {NumberText.General(value)} overflows int64");
        if (value <= long.MinValue) throw new PromEvaluationException($"Scalar value {NumberText.General(value)} underflows int64");
        return Math.Max(0, (long)value);
    });

    /// <summary>Shares from -1 to 1; what lies beyond is cut off with a warning.</summary>
    public static double[] Ratios(double[] values, Expression place, EvaluationContext context) => Array.ConvertAll(values, value =>
    {
        if (double.IsNaN(value)) throw new PromEvaluationException("Ratio value is NaN");
        double ratio = Math.Clamp(value, -1, 1);
        if (ratio != value)
        {
            context.Annotations.Warn($"ratio value should be between -1 and 1, got {NumberText.General(value)}, capping to {NumberText.General(ratio)}", place);
        }

        return ratio;
    });
}

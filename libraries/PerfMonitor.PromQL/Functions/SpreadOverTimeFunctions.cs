using System.Buffers;
using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Quantiles and measures of spread of the samples in a window.</summary>
internal static class SpreadOverTimeFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        RangeFunctions.AddTo(bodies, "stdvar_over_time", Variance);
        RangeFunctions.AddTo(bodies, "stddev_over_time", (in window) => Math.Sqrt(Variance(window)));
        RangeFunctions.AddTo(bodies, "mad_over_time", MedianAbsoluteDeviation);
        bodies["quantile_over_time"] = QuantileOverTime;
    }

    private static VectorSteps QuantileOverTime(CallContext call)
    {
        double[] quantiles = call.Scalar(0);
        var range = call.Range(1);
        foreach (double quantile in quantiles) call.Context.Annotations.CheckQuantile(quantile, call.Argument(0));
        return WindowEvaluation.Apply(range, call.Grid, Quantile, new(quantiles), keepsName: false, call.Context);
    }

    private static double Quantile(in RangeWindow window)
    {
        double[] scratch = ArrayPool<double>.Shared.Rent(window.Count);
        window.Values.CopyTo(scratch);
        double quantile = Quantiles.Of(window.First, scratch.AsSpan(0, window.Count));
        ArrayPool<double>.Shared.Return(scratch);
        return quantile;
    }

    private static double MedianAbsoluteDeviation(in RangeWindow window)
    {
        double[] scratch = ArrayPool<double>.Shared.Rent(window.Count);
        var values = scratch.AsSpan(0, window.Count);
        window.Values.CopyTo(values);
        double median = Quantiles.Of(0.5, values);
        bool any = false;
        foreach (ref double value in values)
        {
            any |= double.IsNaN(value);
            value = Math.Abs(value - median);
        }

        double deviation = any ? double.NaN : Quantiles.Of(0.5, values);
        ArrayPool<double>.Shared.Return(scratch);
        return deviation;
    }

    // Welford's method with the rounding errors of both running values kept.
    private static double Variance(in RangeWindow window)
    {
        double count = 0;
        var mean = new KahanSum(0);
        var squares = new KahanSum(0);
        foreach (double value in window.Values)
        {
            count++;
            double delta = value - (mean.Sum + mean.Correction);
            mean.Add(delta / count);
            squares.Add(delta * (value - (mean.Sum + mean.Correction)));
        }

        return (squares.Sum + squares.Correction) / count;
    }
}

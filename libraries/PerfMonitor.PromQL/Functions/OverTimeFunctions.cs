using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Sums, means, extremes and counts of the samples in a window.</summary>
internal static class OverTimeFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        RangeFunctions.AddTo(bodies, "sum_over_time", Sum);
        RangeFunctions.AddTo(bodies, "avg_over_time", Average);
        RangeFunctions.AddTo(bodies, "min_over_time", Minimum);
        RangeFunctions.AddTo(bodies, "max_over_time", Maximum);
        RangeFunctions.AddTo(bodies, "count_over_time", (in window) => window.Count);
        RangeFunctions.AddTo(bodies, "present_over_time", (in _) => 1);
    }

    private static double Sum(in RangeWindow window)
    {
        var sum = new KahanSum(0);
        foreach (double value in window.Values) sum.Add(value);
        return sum.Total;
    }

    private static double Average(in RangeWindow window)
    {
        var mean = new KahanMean(window.Values[0]);
        foreach (double value in window.Values[1..]) mean.Add(value);
        return mean.Mean;
    }

    // NaN gives way to any number.
    private static double Minimum(in RangeWindow window)
    {
        double min = window.Values[0];
        foreach (double value in window.Values)
        {
            if (value < min || double.IsNaN(min)) min = value;
        }

        return min;
    }

    private static double Maximum(in RangeWindow window)
    {
        double max = window.Values[0];
        foreach (double value in window.Values)
        {
            if (value > max || double.IsNaN(max)) max = value;
        }

        return max;
    }
}

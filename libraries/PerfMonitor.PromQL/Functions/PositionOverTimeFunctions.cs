using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>The first and last sample of a window, and the times of the first, last, lowest and highest one.</summary>
internal static class PositionOverTimeFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        RangeFunctions.AddTo(bodies, "first_over_time", (in window) => window.Values[0], keepsName: true);
        RangeFunctions.AddTo(bodies, "last_over_time", (in window) => window.Values[^1], keepsName: true);
        RangeFunctions.AddTo(bodies, "ts_of_first_over_time", (in window) => window.Timestamps[0] / 1000.0);
        RangeFunctions.AddTo(bodies, "ts_of_last_over_time", (in window) => window.Timestamps[^1] / 1000.0);
        RangeFunctions.AddTo(bodies, "ts_of_min_over_time", (in window) => TimeOf(window, (value, best) => value <= best));
        RangeFunctions.AddTo(bodies, "ts_of_max_over_time", (in window) => TimeOf(window, (value, best) => value >= best));
    }

    // The last of several equal extremes; NaN gives way to any number.
    private static double TimeOf(in RangeWindow window, Func<double, double, bool> isBetter)
    {
        int best = 0;
        for (int i = 1; i < window.Count; i++)
        {
            if (isBetter(window.Values[i], window.Values[best]) || double.IsNaN(window.Values[best])) best = i;
        }

        return window.Timestamps[best] / 1000.0;
    }
}

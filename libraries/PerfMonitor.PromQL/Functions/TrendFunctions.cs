using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Straight lines through the samples of a window, and exponential smoothing with a trend.</summary>
internal static class TrendFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        RangeFunctions.AddTo(bodies, "deriv", (in window) => window.Count < 2 ? Absent.Value : Regression(window, window.Timestamps[0]).Slope);
        bodies["predict_linear"] = call => WindowEvaluation.Apply(call.Range(0), call.Grid, Predict, new(call.Scalar(1)), keepsName: false, call.Context);
        bodies["double_exponential_smoothing"] = Smooth;
    }

    private static double Predict(in RangeWindow window)
    {
        if (window.Count < 2) return Absent.Value;
        (double slope, double intercept) = Regression(window, window.StepTimeMs);
        return slope * window.First + intercept;
    }

    /// <summary>Least squares; the intercept is the value at <paramref name="originMs"/>.</summary>
    private static (double Slope, double Intercept) Regression(in RangeWindow window, long originMs)
    {
        double first = window.Values[0], count = window.Count;
        bool constant = true;
        KahanSum sumX = new(0), sumY = new(0), sumXY = new(0), sumXX = new(0);
        for (int i = 0; i < window.Count; i++)
        {
            double x = (window.Timestamps[i] - originMs) / 1000.0, y = window.Values[i];
            constant &= i == 0 || y == first;
            sumX.Add(x);
            sumY.Add(y);
            sumXY.Add(x * y);
            sumXX.Add(x * x);
        }

        // A constant has a slope of exactly zero, which rounding would miss.
        if (constant) return double.IsInfinity(first) ? (double.NaN, double.NaN) : (0, first);
        double x1 = sumX.Sum + sumX.Correction, y1 = sumY.Sum + sumY.Correction;
        double covariance = sumXY.Sum + sumXY.Correction - x1 * y1 / count;
        double variance = sumXX.Sum + sumXX.Correction - x1 * x1 / count;
        double slope = covariance / variance;
        return (slope, y1 / count - slope * x1 / count);
    }

    private static VectorSteps Smooth(CallContext call)
    {
        return WindowEvaluation.Apply(call.Range(0), call.Grid, Smoothed, new(call.Scalar(1), call.Scalar(2)), keepsName: false, call.Context);
    }

    private static void CheckFactor(double factor, string what)
    {
        if (!(factor > 0 && factor < 1))
        {
            throw new PromEvaluationException(FormattableString.Invariant($"invalid {what} factor. Expected: 0 < {what[0]}f < 1, got: {factor:F6}"));
        }
    }

    /// <summary>Holt's linear method: a level and a trend, each an exponential mean.</summary>
    private static double Smoothed(in RangeWindow window)
    {
        double smoothing = window.First, trendFactor = window.Second;
        CheckFactor(smoothing, "smoothing");
        CheckFactor(trendFactor, "trend");
        if (window.Count < 2) return Absent.Value;
        double before = 0, level = window.Values[0], trend = window.Values[1] - window.Values[0];
        for (int i = 1; i < window.Count; i++)
        {
            if (i > 1) trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
            double next = smoothing * window.Values[i] + (1 - smoothing) * (level + trend);
            (before, level) = (level, next);
        }

        return level;
    }
}

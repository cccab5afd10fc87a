namespace PerfMonitor.Analysis.Forecasting.Combining;

/// <summary>
/// Weights of a combination, proportional to error^−8 and 0 for methods much worse than the best (Bates and Granger
/// 1969, without the correlations that a short test cannot estimate). Lower powers are a little better on smooth series,
/// higher ones on series of spikes, where few methods of many fit.
/// </summary>
internal static class CombinationWeights
{
    private const double Power = 8;
    private const double WorstRatio = 1.5;

    /// <summary>One weight a method, summing to 1; all 0 when no method has an error.</summary>
    /// <param name="errors">One error a method, 0 or more; NaN for a method without forecasts.</param>
    public static double[] From(IReadOnlyList<double> errors)
    {
        double best = errors.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
        double[] weights = [.. errors.Select(error => Raw(error, best))];
        double sum = weights.Sum();
        return sum > 0 ? [.. weights.Select(weight => weight / sum)] : weights;
    }

    private static double Raw(double error, double best)
    {
        if (!(error <= WorstRatio * best)) return 0;
        return best > 0 ? Math.Pow(best / error, Power) : 1;
    }
}

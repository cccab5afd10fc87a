namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>The middle value, or the mean of the two in the middle.</summary>
internal static class Median
{
    /// <summary>For a normal distribution the standard deviation is so many median absolute deviations.</summary>
    public const double ToDeviation = 1.4826;

    /// <summary>Of at least one value; the values stay as they are.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

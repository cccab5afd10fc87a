using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analysis.Trends;

/// <summary>How much more the score of Mann and Kendall scatters when neighbours resemble each other.</summary>
internal static class AutocorrelatedVariance
{
    /// <summary>
    /// The factor on the variance, 1 or more: the larger of Hamed and Rao's, from the autocorrelations ρ(i) of the ranks of
    /// values less their trend, 1 + 2/(n(n−1)(n−2)) · Σ (n−i)(n−i−1)(n−i−2)·ρ(i), and that of a first-order autoregressive
    /// series, (1 + ρ)/(1 − ρ), with ρ(1) corrected for what is lost by taking mean and trend out, (2 + 4ρ)/n.
    /// </summary>
    /// <remarks>
    /// Hamed and Rao, "A modified Mann-Kendall trend test for autocorrelated data", 1998; the correction: Marriott and Pope
    /// 1954. The sum ends at the first lag that is not significant (1.96/√n): sample autocorrelations sum to −½ over all
    /// lags, so taking every significant lag would take back what the near ones say.
    /// </remarks>
    /// <param name="detrended">Values less their trend, in the order of time, 3 or more.</param>
    public static double Factor(ReadOnlySpan<double> detrended)
    {
        double n = detrended.Length, significant = 1.96 / Math.Sqrt(n);
        double[] correlations = Autocorrelation.Of(Ranks.Of(detrended).Ranks);
        if (correlations[1] <= significant) return 1;
        double sum = 0;
        for (int lag = 1; lag < detrended.Length && correlations[lag] > significant; lag++)
        {
            sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlations[lag];
        }

        double first = Math.Min(correlations[1] + ((2 + (4 * correlations[1])) / n), 1 - (1 / n));
        return Math.Max(1 + (2 * sum / (n * (n - 1) * (n - 2))), (1 + first) / (1 - first));
    }
}

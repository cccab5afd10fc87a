using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// Draws values that lie far off the season and the trend in to where a common one could lie: winsorised remainders, as
/// Cleveland et al. (1990) make their decomposition robust. A burst then moves neither level nor season of a method that learns
/// from the series.
/// </summary>
internal static class OutlierClipping
{
    // Robust standard deviations from the middle of the remainders; normal ones lie further out once in 370.
    private const double Furthest = 3;

    // Each round takes season and trend from what the one before left; after the second little moves. The trend of the first is a
    // median: of a mean, a burst would lift the values beside it too, and they would hold it up in the second.
    private const int Rounds = 2;

    /// <summary>The values with the outliers drawn in; as they are where at least half of them lie exactly on season and trend.</summary>
    /// <param name="values">Without gaps, at least one longest season of them.</param>
    /// <param name="seasons">Steps of each season, ascending; at least one.</param>
    public static double[] Apply(ReadOnlySpan<double> values, IReadOnlyList<int> seasons)
    {
        double[] clipped = values.ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            double[] remainder = Remainder(values, clipped, seasons, round == 0 ? MovingMedian.Centred : MovingAverage.Centred);
            double middle = Median.Of(remainder);
            double reach = Furthest * Median.ToDeviation * Median.Of([.. remainder.Select(value => Math.Abs(value - middle))]);
            if (reach == 0) return values.ToArray();
            for (int i = 0; i < clipped.Length; i++)
            {
                clipped[i] = values[i] - remainder[i] + Math.Clamp(remainder[i], middle - reach, middle + reach);
            }
        }

        return clipped;
    }

    /// <summary>The values less season and trend of their clipped form.</summary>
    private static double[] Remainder(ReadOnlySpan<double> values, double[] clipped, IReadOnlyList<int> seasons, Func<ReadOnlySpan<double>, int, double[]> trendOf)
    {
        var season = SeasonalAdjustment.Estimate(clipped, seasons);
        double[] trend = trendOf(season.Remove(clipped), seasons[^1]);
        double[] remainder = season.Remove(values);
        for (int i = 0; i < remainder.Length; i++) remainder[i] -= trend[i];
        return remainder;
    }
}

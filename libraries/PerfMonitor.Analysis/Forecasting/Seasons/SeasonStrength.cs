using MathNet.Numerics.Distributions;

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>How much of a series a season explains, and whether chance could look the same.</summary>
/// <param name="Length">Steps of the season.</param>
/// <param name="Share">Adjusted R² of its phase means on the series less its moving average over the season; 0 on average where nothing repeats.</param>
/// <param name="PValue">How often chance would explain as much.</param>
internal readonly record struct SeasonStrength(int Length, double Share, double PValue)
{
    /// <summary>
    /// Measures a season of which the series holds two or more. The p-value is that of the F test of the phase means, its
    /// degrees of freedom divided by (1 + ρ²)/(1 − ρ²), which is what squares of values with the correlation ρ of neighbours
    /// are worth less (Bartlett 1935): a wandering series looks like a long season.
    /// </summary>
    public static SeasonStrength Of(ReadOnlySpan<double> values, int season)
    {
        double[] rest = values.ToArray(), trend = MovingAverage.Centred(values, season);
        var sums = new double[season];
        var counts = new int[season];
        double around = 0, within = 0, neighbours = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] -= trend[i];
            around += rest[i] * rest[i];
            sums[i % season] += rest[i];
            counts[i % season]++;
        }

        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] -= sums[i % season] / counts[i % season];
            within += rest[i] * rest[i];
            if (i > 0) neighbours += rest[i] * rest[i - 1];
        }

        if (around <= 0) return new SeasonStrength(season, 0, 1);
        if (within <= 1e-12 * around) return new SeasonStrength(season, 1, 0);
        double share = 1 - (within / (rest.Length - season) / (around / (rest.Length - 1)));
        double squared = Math.Min(Math.Pow(neighbours / within, 2), 0.99), worth = (1 - squared) / (1 + squared);
        double between = Math.Max(1, (season - 1) * worth), inside = Math.Max(1, (rest.Length - season) * worth);
        double ratio = (around - within) / (season - 1) / (within / (rest.Length - season));
        return new SeasonStrength(season, share, ratio > 0 ? 1 - FisherSnedecor.CDF(between, inside, ratio) : 1);
    }
}

namespace PerfMonitor.Analysis.Significance;

/// <summary>
/// How many independent samples a series of samples is worth. Neighbours of a monitored series resemble each other; a test that
/// counts every one of them as news finds a difference between any two hours.
/// </summary>
public static class EffectiveSampleSize
{
    /// <summary>
    /// n·(1 − ρ)/(1 + ρ), with the correlation ρ of the ranks of neighbours, for values in the order of time. Between 1 and n:
    /// a negative ρ, which would give more than n, counts as none. Values that are all the same count as n.
    /// </summary>
    /// <remarks>Bayley and Hammersley, "The 'Effective' Number of Independent Observations in an Autocorrelated Time Series", 1946; exact for a first-order autoregressive series.</remarks>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 3)
        {
            return values.Length;
        }

        var (ranks, _) = Ranks.Of(values);
        var mean = (values.Length + 1) / 2.0;
        var (product, square) = (0.0, 0.0);
        for (var i = 0; i < ranks.Length; i++)
        {
            var deviation = ranks[i] - mean;
            square += deviation * deviation;
            product += i > 0 ? deviation * (ranks[i - 1] - mean) : 0;
        }

        var neighbours = square > 0 ? Math.Clamp(product / square, 0, 1) : 0;
        return Math.Max(1, values.Length * (1 - neighbours) / (1 + neighbours));
    }
}

namespace PerfMonitor.Analysis.Significance;

/// <summary>The exact distribution of Mann and Whitney's U for small samples without equal values.</summary>
internal static class RankSumDistribution
{
    /// <summary>Most samples of both sides together; counts stay exact in a double and the table small.</summary>
    public const int MaximumSamples = 40;

    /// <summary>The probability that U is the given value or further from its middle, where both sides come from the same distribution.</summary>
    public static double TwoSided(int first, int second, double u)
    {
        var counts = Counts(first, second);
        var lower = Math.Min(u, (first * second) - u);
        var (tail, all) = (0.0, 0.0);
        for (var value = 0; value < counts.Length; value++)
        {
            all += counts[value];
            tail += value <= lower ? counts[value] : 0;
        }

        return Math.Min(1, 2 * tail / all);
    }

    // The coefficients of the Gaussian binomial [first + second over first]: multiplied by (1 − q^(second + i)), divided by (1 − q^i).
    private static double[] Counts(int first, int second)
    {
        var counts = new double[(first * second) + 1];
        counts[0] = 1;
        for (var i = 1; i <= first; i++)
        {
            for (var value = counts.Length - 1; value >= second + i; value--)
            {
                counts[value] -= counts[value - second - i];
            }

            for (var value = i; value < counts.Length; value++)
            {
                counts[value] += counts[value - i];
            }
        }

        return counts;
    }
}

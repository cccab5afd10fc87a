namespace PerfMonitor.Analysis.Trends;

/// <summary>
/// Mann and Kendall's test for a trend: of all pairs of values, do more rise than fall? It asks nothing of the values'
/// distribution, and a few spikes do not decide it.
/// </summary>
/// <param name="Score">S: pairs that rise less pairs that fall.</param>
/// <param name="Variance">Variance of S without a trend, for independent values, corrected for ties.</param>
/// <param name="Pairs">How many pairs there are.</param>
internal readonly record struct MannKendall(double Score, double Variance, double Pairs)
{
    /// <summary>Kendall's τ-a: −1 where all pairs fall, 1 where all rise.</summary>
    public double Tau => Score / Pairs;

    /// <summary>Counts the pairs of finite values in the order of time, two or more; n²/2 comparisons.</summary>
    /// <remarks>Mann 1945; Kendall 1975: Var(S) = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18 over groups of t equal values.</remarks>
    public static MannKendall Of(ReadOnlySpan<double> values)
    {
        long score = 0;
        for (int later = 1; later < values.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++) score += values[later].CompareTo(values[earlier]) switch { > 0 => 1, < 0 => -1, _ => 0 };
        }

        double n = values.Length, ties = 0;
        foreach (var group in values.ToArray().GroupBy(value => value))
        {
            double t = group.Count();
            ties += t * (t - 1) * ((2 * t) + 5);
        }

        return new MannKendall(score, ((n * (n - 1) * ((2 * n) + 5)) - ties) / 18, n * (n - 1) / 2);
    }
}

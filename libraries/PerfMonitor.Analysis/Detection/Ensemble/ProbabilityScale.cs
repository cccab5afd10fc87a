namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The surprise of the ensemble as the probability that a person would call it an anomaly (Platt 1999: a logistic curve). The
/// two constants are the same for every series; docs/algorithms/detection.md says on which labels they were fitted and how well
/// they hold on others.
/// </summary>
internal static class ProbabilityScale
{
    // At this surprise, one in two.
    private const double Even = 6.2;

    private const double Slope = 0.4;

    // Until two days have been seen there is no telling a daily rhythm from news.
    private const double ExperiencedMs = 2 * 86_400_000.0;

    /// <param name="surprise">The surprise of the ensemble, habits taken off.</param>
    /// <param name="experienceMs">For how long the series has been watched: a surprise counts in full after two days, half of it after six hours.</param>
    public static double Probability(double surprise, double experienceMs)
    {
        double weighed = surprise * Math.Cbrt(Math.Clamp(experienceMs / ExperiencedMs, 0, 1));
        return weighed <= 0 ? 0 : 1 / (1 + Math.Exp(-Slope * (weighed - Even)));
    }
}

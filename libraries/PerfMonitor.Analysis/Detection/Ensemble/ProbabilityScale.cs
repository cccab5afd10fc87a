namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The surprise of the ensemble as the probability that a person would call it an anomaly (Platt 1999: a logistic curve). The
/// constants are the same for every series; docs/algorithms/detection.md says on which labels they were fitted and how well
/// they hold on others.
/// </summary>
internal static class ProbabilityScale
{
    // At this surprise, weighed, one in two.
    private const double Even = 4.7;

    private const double Slope = 0.4;

    // What a clear jump has that every group sees. Of two surprises the larger counts more than in proportion, by the root of its share of this.
    private const double Clear = 20;

    // A surprise counts in full after two days, when a daily rhythm is known, and for still more until a week was seen, the
    // longest rhythm of people.
    private const double FullMs = 2 * DayMs;
    private const double WeekMs = 7 * DayMs;
    private const double DayMs = 86_400_000;

    /// <param name="surprise">The surprise of the ensemble, habits taken off.</param>
    /// <param name="experienceMs">For how long the series has been watched: half of a surprise counts after six hours, one and a half after a week.</param>
    public static double Probability(double surprise, double experienceMs)
    {
        double weighed = surprise * Math.Sqrt(surprise / Clear) * Math.Cbrt(Math.Clamp(experienceMs, 0, WeekMs) / FullMs);
        return weighed <= 0 ? 0 : 1 / (1 + Math.Exp(-Slope * (weighed - Even)));
    }
}

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// Finds the lengths a series repeats in. Candidates are lengths the clock suggests and peaks of the autocorrelation; each
/// is judged by its <see cref="SeasonStrength"/>, a longer season by what the shorter one leaves over.
/// </summary>
internal static class SeasonFinder
{
    /// <summary>Cycles of a season that a series must hold: every phase needs two other cycles to be told from chance.</summary>
    public const double LeastCycles = 2.5;

    // A first season that explains less is left to methods without one.
    private const double LeastShare = 0.10;

    // A week explains little next to a day and still counts over a long horizon; the back-test has the last word on it.
    private const double LeastWeekShare = 0.02;

    // Chance of a false find; peaks are the best of hundreds of lags, so each has to be surer than a length that was tried alone.
    private const double CalendarAlpha = 0.01, PeakAlpha = 0.0001;

    // A multiple of a season fits as well as the season does: the shortest candidate this near to the best one wins.
    private const double NearBest = 0.9;

    /// <summary>Up to two seasons, ascending, the longer a multiple of the shorter; empty when nothing repeats.</summary>
    /// <param name="values">Without gaps.</param>
    /// <param name="calendar">Lengths worth trying because of the clock, such as a day and a week in steps.</param>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> values, IReadOnlyList<int> calendar)
    {
        SeasonStrength[] sure =
        [
            .. Measured(values, calendar).Where(season => season.PValue < CalendarAlpha),
            .. Measured(values, Autocorrelation.Peaks(values)).Where(season => season.PValue < PeakAlpha),
        ];
        double best = sure.Select(season => season.Share).DefaultIfEmpty(0).Max();
        if (best < LeastShare) return [];
        int first = sure.Where(season => season.Share >= NearBest * best).Min(season => season.Length);
        return Further(values, first, calendar) is { } second ? [first, second] : [first];
    }

    /// <summary>A longer season on top of a known one, a multiple of it; null when there is none.</summary>
    /// <param name="values">Without gaps.</param>
    /// <param name="first">Steps of the known season.</param>
    /// <param name="calendar">As for <see cref="Find"/>.</param>
    public static int? Further(ReadOnlySpan<double> values, int first, IReadOnlyList<int> calendar)
    {
        if (values.Length < first * LeastCycles) return null;
        double[] rest = SeasonalAdjustment.Estimate(values, [first]).Remove(values);
        var expected = Measured(rest, Multiples(calendar)).Where(season => season.Share >= LeastWeekShare);
        var unexpected = Measured(rest, Multiples(Autocorrelation.Peaks(rest))).Where(season => season.Share >= LeastShare && season.PValue < PeakAlpha);
        var second = expected.DefaultIfEmpty().MaxBy(season => season.Share);
        if (second.Length == 0) second = unexpected.DefaultIfEmpty().MaxBy(season => season.Share);
        return second.Length > 0 ? second.Length : null;

        IEnumerable<int> Multiples(IReadOnlyList<int> lengths) => lengths.Where(length => length > first && length % first == 0);
    }

    private static List<SeasonStrength> Measured(ReadOnlySpan<double> values, IEnumerable<int> lengths)
    {
        List<SeasonStrength> measured = [];
        foreach (int length in lengths)
        {
            if (length >= 2 && length * LeastCycles <= values.Length) measured.Add(SeasonStrength.Of(values, length));
        }

        return measured;
    }
}

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// Finds the lengths a series repeats in. Candidates are peaks of the autocorrelation and lengths the clock suggests.
/// Each is judged by its strength, the adjusted R² of its phase means on the detrended series, which is 0 on average
/// where nothing repeats. A longer season is judged on what the shorter one leaves over.
/// </summary>
internal static class SeasonFinder
{
    // A first season that explains less is left to methods without one.
    private const double LeastFirst = 0.10;

    // A week explains little next to a day and still counts over a long horizon; the back-test has the last word.
    private const double LeastFurther = 0.02;

    // One that no clock suggests must stand out, because long lags line up by chance.
    private const double LeastUnexpected = 0.10;

    // A multiple of a season fits as well as the season does: the shortest candidate this near to the best one wins.
    private const double NearBest = 0.9;

    /// <summary>Cycles of a season that a series must hold: every phase needs two other cycles to be told from chance.</summary>
    public const double LeastCycles = 2.5;

    /// <summary>Up to two seasons, ascending, the longer a multiple of the shorter; empty when nothing repeats.</summary>
    /// <param name="values">Without gaps.</param>
    /// <param name="calendar">Lengths worth trying because of the clock, such as a day and a week in steps.</param>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> values, IReadOnlyList<int> calendar)
    {
        var scored = Scored(values, [.. calendar, .. Autocorrelation.Peaks(values)]);
        double best = scored.Count > 0 ? scored.Max(season => season.Strength) : 0;
        if (best < LeastFirst) return [];
        int first = scored.First(season => season.Strength >= NearBest * best).Length;
        return Further(values, first, calendar) is { } second ? [first, second] : [first];
    }

    /// <summary>A longer season on top of a known one; null when there is none.</summary>
    /// <param name="values">Without gaps.</param>
    /// <param name="first">Steps of the known season.</param>
    /// <param name="calendar">As for <see cref="Find"/>.</param>
    public static int? Further(ReadOnlySpan<double> values, int first, IReadOnlyList<int> calendar)
    {
        if (values.Length < first * LeastCycles) return null;
        double[] rest = SeasonalAdjustment.Estimate(values, [first]).Remove(values);
        return Strongest(rest, first, calendar, LeastFurther) ?? Strongest(rest, first, Autocorrelation.Peaks(rest), LeastUnexpected);
    }

    private static int? Strongest(double[] rest, int first, IEnumerable<int> lengths, double least)
    {
        var scored = Scored(rest, lengths.Where(length => length > first && length % first == 0));
        return scored.Count > 0 && scored.MaxBy(season => season.Strength) is var best && best.Strength >= least ? best.Length : null;
    }

    /// <summary>Adjusted R² of the phase means of a season on the series less its moving average over that season.</summary>
    public static double Strength(ReadOnlySpan<double> values, int season)
    {
        double[] trend = MovingAverage.Centred(values, season);
        var sums = new double[season];
        var counts = new int[season];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i % season] += values[i] - trend[i];
            counts[i % season]++;
        }

        double around = 0, within = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double detrended = values[i] - trend[i];
            double off = detrended - (sums[i % season] / counts[i % season]);
            around += detrended * detrended;
            within += off * off;
        }

        return around > 0 ? 1 - (within / (values.Length - season) / (around / (values.Length - 1))) : 0;
    }

    private static List<(int Length, double Strength)> Scored(ReadOnlySpan<double> values, IEnumerable<int> lengths)
    {
        List<(int, double)> scored = [];
        foreach (int length in new SortedSet<int>(lengths))
        {
            if (length >= 2 && length * LeastCycles <= values.Length) scored.Add((length, Strength(values, length)));
        }

        return scored;
    }
}

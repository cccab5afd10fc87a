using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// A step after which the series goes on at another level to its end, as after a release: the level-shift outlier of Chen and
/// Liu (1993), found by comparing the medians of neighbouring stretches of the series less its seasons.
/// </summary>
/// <param name="At">Index of the first value of the new level.</param>
/// <param name="Size">How far the level moved.</param>
/// <param name="HasLasted">Whether it is old enough to be taken for a level; a younger one is as often a burst, which goes again.</param>
internal sealed record LevelShift(int At, double Size, bool HasLasted = true)
{
    // A step must stand out this far from the changes of level the series has otherwise, in their robust deviations; changes of
    // normally distributed medians reach 8 less than once in 10¹⁴.
    private const double LeastDeviations = 8;

    // What must be left of it when the series ends.
    private const double LeastKept = 0.6;

    // A step that is not this many times as large as any before it is what the series does.
    private const double BeyondEarlier = 1.5;

    // Stretches after which a new level has lasted.
    private const int LeastStretches = 2;

    private const int StretchWithoutSeason = 12, ShortestStretch = 6;

    /// <summary>The largest step, if it stands out and has lasted; null otherwise.</summary>
    /// <param name="values">Without gaps.</param>
    /// <param name="seasons">Steps of each season, ascending.</param>
    public static LevelShift? Find(ReadOnlySpan<double> values, IReadOnlyList<int> seasons)
    {
        int stretch = seasons.Count > 0 ? Math.Max(ShortestStretch, seasons[0] / 4) : StretchWithoutSeason;
        if (values.Length < 6 * stretch) return null;
        double[] rest = SeasonalAdjustment.Estimate(values, seasons).Remove(values);
        double[] levels = [.. Enumerable.Range(0, rest.Length - stretch + 1).Select(from => Median.Of(rest.AsSpan(from, stretch)))];
        double[] steps = [.. Enumerable.Range(stretch, levels.Length - stretch).Select(at => levels[at] - levels[at - stretch])];
        double[] sizes = [.. steps.Select(Math.Abs)];
        double deviation = Median.ToDeviation * Median.Of(sizes);
        int largest = Array.IndexOf(sizes, sizes.Max());
        if (deviation == 0 || sizes[largest] < LeastDeviations * deviation) return null;

        int at = largest + stretch;
        int lookBack = seasons.Count > 0 ? 2 * seasons[0] : 4 * stretch;
        double before = Median.Of(rest.AsSpan(Math.Max(0, at - lookBack)..at));
        double size = Median.Of(rest.AsSpan(at)) - before;
        bool lasts = size / steps[largest] >= LeastKept && (levels[^1] - before) / size >= LeastKept;
        bool isNew = sizes.Take(largest - (2 * stretch)).All(earlier => BeyondEarlier * earlier <= sizes[largest]);
        return lasts && isNew ? new LevelShift(at, size, rest.Length - at >= LeastStretches * stretch) : null;
    }

    /// <summary>
    /// Whether the new level is expected to be there some steps ahead. One that has lasted is; a younger one as long again as it is
    /// old, which half of what ends like bursts outlives (Lindy's law: the chance to outlive h more steps at an age of a is a/(a + h)).
    /// </summary>
    /// <param name="length">Values of the series it was found in.</param>
    /// <param name="step">Steps ahead, 1 the first.</param>
    public bool IsExpectedToHold(int length, int step) => HasLasted || step <= length - At;

    /// <summary>The values at one level: the new one where it has lasted (<see cref="Remove"/>), otherwise as if it had not moved.</summary>
    /// <param name="values">The values, those of <see cref="Find"/> or the same with gaps.</param>
    /// <param name="neverNegative">Whether no value may become negative.</param>
    public double[] TakeOut(ReadOnlySpan<double> values, bool neverNegative) => HasLasted ? Remove(values, neverNegative) : Undo(values, neverNegative);

    private double[] Undo(ReadOnlySpan<double> values, bool neverNegative)
    {
        double[] level = values.ToArray();
        for (int i = At; i < level.Length; i++) level[i] = neverNegative ? Math.Max(0, level[i] - Size) : level[i] - Size;
        return level;
    }

    /// <summary>
    /// The values as if they had always been at the new level: those before the step are moved by its size or, where that would
    /// make values negative that never are, by its ratio. Gaps stay gaps.
    /// </summary>
    /// <param name="values">The values, those of <see cref="Find"/> or the same with gaps.</param>
    /// <param name="neverNegative">Whether no value may become negative.</param>
    public double[] Remove(ReadOnlySpan<double> values, bool neverNegative)
    {
        double[] level = values.ToArray();
        double least = double.PositiveInfinity, sum = 0;
        int measured = 0;
        foreach (double value in values[..At])
        {
            if (!double.IsFinite(value)) continue;
            least = Math.Min(least, value);
            sum += value;
            measured++;
        }

        bool byRatio = neverNegative && least + Size < 0;
        double ratio = Math.Max(0, 1 + (Size * measured / sum));
        for (int i = 0; i < At; i++) level[i] = byRatio ? level[i] * ratio : level[i] + Size;
        return level;
    }
}

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// Takes one or several seasons out of a series: trend by the moving average over the longest season, then the profile
/// of each season from what the shorter ones left over. Additive; a multiplicative season is additive in logarithms.
/// </summary>
/// <param name="seasons">Steps of each season, ascending.</param>
/// <param name="profiles">One profile a season; index 0 is the phase of the first value.</param>
internal sealed class SeasonalAdjustment(IReadOnlyList<int> seasons, double[][] profiles)
{
    /// <summary>Steps of each season, ascending.</summary>
    public IReadOnlyList<int> Seasons => seasons;

    /// <summary>One profile a season; index 0 is the phase of the first value.</summary>
    public double[][] Profiles => profiles;

    /// <summary>Estimates the profiles from values without gaps, at least one longest season of them.</summary>
    public static SeasonalAdjustment Estimate(ReadOnlySpan<double> values, IReadOnlyList<int> seasons)
    {
        if (seasons.Count == 0) return new SeasonalAdjustment([], []);
        double[] rest = values.ToArray();
        double[] trend = MovingAverage.Centred(values, seasons[^1]);
        for (int i = 0; i < rest.Length; i++) rest[i] -= trend[i];
        var profiles = new double[seasons.Count][];
        for (int s = 0; s < seasons.Count; s++)
        {
            profiles[s] = SeasonalProfile.Estimate(rest, seasons[s]);
            for (int i = 0; i < rest.Length; i++) rest[i] -= profiles[s][i % seasons[s]];
        }

        return new SeasonalAdjustment(seasons, profiles);
    }

    /// <summary>What all seasons add at an index counted from the first value; it may lie in the future.</summary>
    public double At(int index)
    {
        double sum = 0;
        for (int s = 0; s < seasons.Count; s++) sum += profiles[s][index % seasons[s]];
        return sum;
    }

    /// <summary>The values without their seasons.</summary>
    public double[] Remove(ReadOnlySpan<double> values)
    {
        double[] adjusted = values.ToArray();
        for (int i = 0; i < adjusted.Length; i++) adjusted[i] -= At(i);
        return adjusted;
    }
}

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// The mean of each phase of a season, centred to sum to 0 and shrunk towards 0 by how well the means can be told from
/// noise: factor max(0, 1 − within / (k · between)), the empirical-Bayes (James-Stein) estimate for k observations a
/// phase. A season seen three times keeps what repeats and loses what does not.
/// </summary>
internal static class SeasonalProfile
{
    /// <summary>The profile; index 0 is the phase of the first value.</summary>
    /// <param name="detrended">At least one season.</param>
    /// <param name="season">Steps of the season, 2 or more.</param>
    public static double[] Estimate(ReadOnlySpan<double> detrended, int season)
    {
        var profile = new double[season];
        var counts = new int[season];
        for (int i = 0; i < detrended.Length; i++)
        {
            profile[i % season] += detrended[i];
            counts[i % season]++;
        }

        for (int phase = 0; phase < season; phase++) profile[phase] /= counts[phase];
        double mean = profile.Average();
        for (int phase = 0; phase < season; phase++) profile[phase] -= mean;

        double factor = Shrinkage(detrended, profile, mean);
        for (int phase = 0; phase < season; phase++) profile[phase] *= factor;
        return profile;
    }

    private static double Shrinkage(ReadOnlySpan<double> detrended, double[] profile, double mean)
    {
        int free = detrended.Length - profile.Length;
        if (free <= 0) return 1;
        double within = 0;
        for (int i = 0; i < detrended.Length; i++)
        {
            double off = detrended[i] - mean - profile[i % profile.Length];
            within += off * off;
        }

        double ofMeans = profile.Sum(value => value * value) / (profile.Length - 1);
        double noiseOfMeans = within / free * profile.Length / detrended.Length;
        return ofMeans > 0 ? Math.Max(0, 1 - (noiseOfMeans / ofMeans)) : 0;
    }
}

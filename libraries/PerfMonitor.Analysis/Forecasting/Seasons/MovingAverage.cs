namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// The centred moving average over one season, the trend of classical decomposition. An even season takes half weight
/// at both ends. In the first and last half season, which it does not reach, it goes on with its own mean slope, so that a
/// trend does not leak into the seasons.
/// </summary>
internal static class MovingAverage
{
    /// <summary>One average a value; with fewer values than a season, the mean of all.</summary>
    public static double[] Centred(ReadOnlySpan<double> values, int season)
    {
        var trend = new double[values.Length];
        int half = season / 2;
        if (values.Length < (2 * half) + 1)
        {
            Array.Fill(trend, Mean(values));
            return trend;
        }

        var sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++) sums[i + 1] = sums[i] + values[i];
        for (int i = half; i < values.Length - half; i++)
        {
            double sum = sums[i + half + 1] - sums[i - half];
            if (season % 2 == 0) sum -= 0.5 * (values[i - half] + values[i + half]);
            trend[i] = sum / season;
        }

        GoOn(trend, half);
        return trend;
    }

    /// <summary>Fills as many values at both ends of a trend as half a season has, by its mean slope in between.</summary>
    public static void GoOn(double[] trend, int half)
    {
        int last = trend.Length - half - 1;
        double slope = last > half ? (trend[last] - trend[half]) / (last - half) : 0;
        for (int i = 1; i <= half; i++) (trend[half - i], trend[last + i]) = (trend[half] - (slope * i), trend[last] + (slope * i));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }
}

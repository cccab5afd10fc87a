namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// The centred moving average over one season, the trend of classical decomposition. An even season takes half weight
/// at both ends. The first and last half season repeat the nearest whole average.
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

        Array.Fill(trend, trend[half], 0, half);
        Array.Fill(trend, trend[values.Length - half - 1], values.Length - half, half);
        return trend;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }
}

namespace PerfMonitor.Analysis.Forecasting.Scoring;

/// <summary>How far a forecast was from what came, in the measures of the forecasting competitions.</summary>
public static class ForecastErrors
{
    /// <summary>
    /// Symmetric mean absolute percentage error, 0 to 200: mean of 200·|y − ŷ| / (|y| + |ŷ|), where two zeros count as
    /// no error (Makridakis 1993). NaN when nothing was measured.
    /// </summary>
    public static double SymmetricPercentage(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (!double.IsFinite(actual[i])) continue;
            double size = Math.Abs(actual[i]) + Math.Abs(forecast[i]);
            sum += size > 0 ? 200 * Math.Abs(actual[i] - forecast[i]) / size : 0;
            count++;
        }

        return sum / count;
    }

    /// <summary>
    /// Mean absolute scaled error: the mean absolute error over that of the seasonal naive forecast within the history
    /// (Hyndman and Koehler 2006). NaN when the history never changes from season to season.
    /// </summary>
    public static double Scaled(ReadOnlySpan<double> history, int season, ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        double scale = SeasonalScale(history, season);
        return scale > 0 ? Absolute(actual, forecast) / scale : double.NaN;
    }

    /// <summary>Mean absolute error; NaN when nothing was measured.</summary>
    public static double Absolute(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (!double.IsFinite(actual[i])) continue;
            sum += Math.Abs(actual[i] - forecast[i]);
            count++;
        }

        return sum / count;
    }

    /// <summary>
    /// Mean scaled interval score: width, plus 2/α times how far values lie outside, over the scale of <see cref="Scaled"/>
    /// (Gneiting and Raftery 2007). Smaller is better.
    /// </summary>
    public static double ScaledInterval(
        ReadOnlySpan<double> history, int season, ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double level)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (!double.IsFinite(actual[i])) continue;
            double outside = Math.Max(0, Math.Max(lower[i] - actual[i], actual[i] - upper[i]));
            sum += upper[i] - lower[i] + (2 / (1 - level) * outside);
            count++;
        }

        double scale = SeasonalScale(history, season);
        return scale > 0 ? sum / count / scale : double.NaN;
    }

    /// <summary>Share of the measured values that lie within the bounds; NaN when nothing was measured.</summary>
    public static double Coverage(ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        int inside = 0, count = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (!double.IsFinite(actual[i])) continue;
            if (actual[i] >= lower[i] && actual[i] <= upper[i]) inside++;
            count++;
        }

        return (double)inside / count;
    }

    private static double SeasonalScale(ReadOnlySpan<double> history, int season) =>
        history.Length > season ? Absolute(history[season..], history[..^season], skipGaps: true) : double.NaN;

    private static double Absolute(ReadOnlySpan<double> actual, ReadOnlySpan<double> before, bool skipGaps)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double error = Math.Abs(actual[i] - before[i]);
            if (skipGaps && !double.IsFinite(error)) continue;
            sum += error;
            count++;
        }

        return sum / count;
    }
}

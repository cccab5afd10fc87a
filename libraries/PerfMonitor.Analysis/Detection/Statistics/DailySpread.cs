namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// How far off a series usually is at an hour of the day: at night it moves less than at noon, and the same distance says more.
/// </summary>
/// <param name="gain">The least share of an hour's size that a new day replaces.</param>
internal sealed class DailySpread(double gain)
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    // A quiet hour must not make a wonder of what is little in the whole day.
    private const double LeastShare = 0.3;

    private Season? _sizes;

    /// <summary>A distance in units of what is usual at its hour; the distance is taken in afterwards.</summary>
    /// <param name="point">When.</param>
    /// <param name="distance">How far off, and to which side.</param>
    /// <param name="usual">How far off the series is over the whole day.</param>
    public double Standardize(in SeriesPoint point, double distance, double usual)
    {
        double size = LeastShare * usual;
        if (point.StepMs > 0)
        {
            _sizes ??= new Season(DayMs, Math.Max(point.StepMs, HourMs), gain);
            size = Math.Max(size, _sizes.At(point.TimestampMs));
            _sizes.Learn(point.TimestampMs, Math.Abs(distance));
        }

        return Spread.Standardize(distance, size, point.Value);
    }
}

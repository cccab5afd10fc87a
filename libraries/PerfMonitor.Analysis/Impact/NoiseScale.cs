namespace PerfMonitor.Analysis.Impact;

/// <summary>
/// How much a KPI scatters around its usual course: variance = a + b·course, a and b by least squares on the squared residuals.
/// Orders that come one by one scatter more by day than by night, with a variance in proportion to their number (b); a gauge
/// scatters the same all day (a).
/// </summary>
internal sealed class NoiseScale
{
    // The variance stays above this share of the mean one, where the line would reach 0.
    private const double Least = 0.05;

    private readonly double _constant;
    private readonly double _slope;
    private readonly double _floor;

    private NoiseScale(double constant, double slope, double floor) => (_constant, _slope, _floor) = (constant, slope, floor);

    /// <param name="course">The usual course at the rows that were measured.</param>
    /// <param name="residuals">What was measured less the course, as many.</param>
    public static NoiseScale Of(IReadOnlyList<double> course, IReadOnlyList<double> residuals)
    {
        double level = course.Average(), mean = residuals.Average(static residual => residual * residual);
        var (together, spread) = (0.0, 0.0);
        for (var i = 0; i < course.Count; i++)
        {
            together += (course[i] - level) * ((residuals[i] * residuals[i]) - mean);
            spread += (course[i] - level) * (course[i] - level);
        }

        var slope = spread > 0 ? Math.Max(0, together / spread) : 0;
        return new NoiseScale(mean - (slope * level), slope, Least * mean);
    }

    /// <summary>The standard deviation where the course has a value.</summary>
    public double At(double course) => Math.Sqrt(Math.Max(_floor, _constant + (_slope * course)));
}

namespace PerfMonitor.Analysis.Detection;

/// <summary>Division by a spread that may be zero, as it is for a constant series.</summary>
internal static class Spread
{
    /// <summary>Scores beyond this say no more.</summary>
    public const double Largest = 1e6;

    /// <summary>
    /// A distance in units of the spread. Rounding noise is not a distance: below a billionth of the value it counts as none.
    /// A distance where there is no spread at all has the largest score.
    /// </summary>
    public static double Standardize(double distance, double spread, double value)
    {
        if (Math.Abs(distance) <= 1e-9 * Math.Abs(value)) return 0;
        return Math.Clamp(distance / spread, -Largest, Largest);
    }
}

using MathNet.Numerics.Distributions;

namespace PerfMonitor.Analysis.Trends;

/// <summary>The median of the slopes of all pairs: nearly three values in ten may be wild without moving it far.</summary>
internal sealed class TheilSen
{
    private readonly double[] _slopes;

    private TheilSen(double[] slopes) => _slopes = slopes;

    /// <summary>Change of the value per step.</summary>
    public double Slope => (_slopes[(_slopes.Length - 1) / 2] + _slopes[_slopes.Length / 2]) / 2;

    /// <summary>Slopes of values at steps, two or more, steps ascending.</summary>
    /// <remarks>Theil 1950, Sen 1968.</remarks>
    public static TheilSen Of(ReadOnlySpan<int> steps, ReadOnlySpan<double> values)
    {
        var slopes = new double[values.Length * (values.Length - 1) / 2];
        int next = 0;
        for (int later = 1; later < values.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++) slopes[next++] = (values[later] - values[earlier]) / (steps[later] - steps[earlier]);
        }

        Array.Sort(slopes);
        return new TheilSen(slopes);
    }

    /// <summary>The interval of the slope: Sen's, from the ranks of the slopes.</summary>
    /// <param name="variance">Variance of Mann and Kendall's score; one that knows of autocorrelation widens the interval.</param>
    /// <param name="level">Confidence, above 0 and below 1.</param>
    public (double Lower, double Upper) Interval(double variance, double level)
    {
        double reach = Normal.InvCDF(0, 1, (1 + level) / 2) * Math.Sqrt(variance);
        int lower = (int)Math.Floor((_slopes.Length - reach) / 2), upper = (int)Math.Ceiling((_slopes.Length + reach) / 2) - 1;
        return (_slopes[Math.Clamp(lower, 0, _slopes.Length - 1)], _slopes[Math.Clamp(upper, 0, _slopes.Length - 1)]);
    }
}

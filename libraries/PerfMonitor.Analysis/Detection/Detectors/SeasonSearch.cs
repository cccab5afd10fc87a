using System.Numerics;
using System.Runtime.InteropServices;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Finds the period of evenly spaced values from their autocorrelation: the first lag at which it peaks about as high as
/// anywhere, and clearly above what chance gives. The trend is taken off first. See docs/algorithms/seasonal-decomposition.md.
/// </summary>
public static class SeasonSearch
{
    /// <summary>Lags shorter than this are not seasons but persistence.</summary>
    public const int ShortestLag = 4;

    /// <summary>The period in places, or 0 when there is none.</summary>
    /// <param name="values">Evenly spaced; a value that is not there is NaN.</param>
    public static int Period(ReadOnlySpan<double> values) => Period(values, DetectorConstants.Default);

    /// <summary>The same by other constants.</summary>
    internal static int Period(ReadOnlySpan<double> values, DetectorConstants constants)
    {
        int longest = values.Length / constants.PeriodsNeeded;
        if (longest <= ShortestLag) return 0;
        double[] level = Detrended(values);
        double variance = Correlation(level, 0);
        if (variance <= 0) return 0;

        var correlations = new double[longest + 2];
        for (int lag = 1; lag < correlations.Length; lag++) correlations[lag] = Correlation(level, lag) / variance;
        double highest = 0;
        for (int lag = ShortestLag; lag <= longest; lag++)
        {
            if (IsPeak(correlations, lag)) highest = Math.Max(highest, correlations[lag]);
        }

        if (highest < Math.Max(constants.LeastCorrelation, constants.ChanceDeviations / Math.Sqrt(values.Length))) return 0;
        for (int lag = ShortestLag; lag <= longest; lag++)
        {
            if (IsPeak(correlations, lag) && correlations[lag] >= (1 - constants.LowerThanHighest) * highest) return lag;
        }

        return 0;
    }

    /// <summary>Values less the mean of their place in a season.</summary>
    /// <param name="values">Evenly spaced; a value that is not there is NaN.</param>
    /// <param name="period">The season's length in places.</param>
    public static double[] WithoutSeason(ReadOnlySpan<double> values, int period)
    {
        var sums = new double[period];
        var counts = new int[period];
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            sums[i % period] += values[i];
            counts[i % period]++;
        }

        var rest = new double[values.Length];
        for (int i = 0; i < values.Length; i++) rest[i] = values[i] - sums[i % period] / counts[i % period];
        return rest;
    }

    private static bool IsPeak(double[] correlations, int lag) =>
        correlations[lag] >= correlations[lag - 1] && correlations[lag] > correlations[lag + 1];

    /// <summary>Values less their least-squares line; 0 where there is none.</summary>
    private static double[] Detrended(ReadOnlySpan<double> values)
    {
        double n = 0, sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            n++;
            sumX += i;
            sumY += values[i];
            sumXx += (double)i * i;
            sumXy += i * values[i];
        }

        double spread = n * sumXx - sumX * sumX;
        double slope = spread > 0 ? (n * sumXy - sumX * sumY) / spread : 0;
        double start = n > 0 ? (sumY - slope * sumX) / n : 0;
        var rest = new double[values.Length];
        for (int i = 0; i < values.Length; i++) rest[i] = double.IsNaN(values[i]) ? 0 : values[i] - start - slope * i;
        return rest;
    }

    /// <summary>Autocovariance over the pairs there are, so that long lags are not damped.</summary>
    private static double Correlation(ReadOnlySpan<double> values, int lag)
    {
        int pairs = values.Length - lag;
        var left = MemoryMarshal.Cast<double, Vector<double>>(values[..pairs]);
        var sum = Vector<double>.Zero;
        int at = 0;
        foreach (var four in left)
        {
            sum += four * new Vector<double>(values[(at + lag)..]);
            at += Vector<double>.Count;
        }

        double total = Vector.Sum(sum);
        for (; at < pairs; at++) total += values[at] * values[at + lag];
        return total / pairs;
    }
}

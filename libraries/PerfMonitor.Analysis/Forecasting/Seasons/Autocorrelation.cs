using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>The sample autocorrelation function, by the fast Fourier transform (Wiener-Khinchin).</summary>
internal static class Autocorrelation
{
    // Candidates handed on, strongest first; each costs one pass over the series.
    private const int MostPeaks = 8;

    /// <summary>r(0) to r(n−1) of the values around their mean; all 0 for a constant series.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        int n = values.Length, padded = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * n));
        double mean = 0;
        foreach (double value in values) mean += value / n;
        var spectrum = new Complex[padded];
        double power = 0;
        for (int i = 0; i < n; i++)
        {
            spectrum[i] = values[i] - mean;
            power += (values[i] - mean) * (values[i] - mean);
        }

        var correlations = new double[n];
        if (power <= 0) return correlations;
        Fourier.Forward(spectrum, FourierOptions.Matlab);
        for (int i = 0; i < padded; i++) spectrum[i] *= Complex.Conjugate(spectrum[i]);
        Fourier.Inverse(spectrum, FourierOptions.Matlab);
        for (int lag = 0; lag < n; lag++) correlations[lag] = spectrum[lag].Real / power;
        return correlations;
    }

    /// <summary>Lags from 2 up to two fifths of the series where the correlation, less a linear trend, has a peak above chance.</summary>
    public static IReadOnlyList<int> Peaks(ReadOnlySpan<double> values)
    {
        if (values.Length < 6) return [];
        var line = StraightLine.Fit(values);
        double[] rest = values.ToArray();
        for (int i = 0; i < rest.Length; i++) rest[i] -= line.At(i);
        double[] r = Of(rest);

        double chance = 2 / Math.Sqrt(rest.Length);
        List<int> peaks = [];
        for (int lag = 2; lag <= rest.Length * 2 / 5; lag++)
        {
            if (r[lag] > chance && r[lag] >= r[lag - 1] && r[lag] > r[lag + 1]) peaks.Add(lag);
        }

        return [.. peaks.OrderByDescending(lag => r[lag]).Take(MostPeaks)];
    }
}

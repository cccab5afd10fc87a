using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Forecasting;

/// <summary>Made-up series whose seasons are known.</summary>
internal static class Wave
{
    /// <summary>Sines of the given periods around 100, of heights 20, 10, …, and seeded Gaussian noise.</summary>
    public static double[] Of(int length, double noise, params int[] periods)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, length).Select(i =>
            100 + periods.Select((period, rank) => 20.0 / (rank + 1) * Math.Sin(2 * Math.PI * i / period)).Sum() + (noise * Gauss.Next(random)))];
    }
}

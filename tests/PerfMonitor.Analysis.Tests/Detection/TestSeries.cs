using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analysis.Tests.Detection;

/// <summary>Series whose values follow from their place alone.</summary>
internal static class TestSeries
{
    public const long Minute = 60_000;

    public const long FiveMinutes = 5 * Minute;

    /// <summary>2024-01-01 00:00 UTC, a Monday.</summary>
    public const long Start = 1_704_067_200_000;

    /// <summary>Uniform noise in 0..1, the same for the same place.</summary>
    public static double Noise(int i)
    {
        uint bits = unchecked((uint)i * 2654435761u + 12345);
        bits ^= bits >> 15;
        bits *= 2246822519u;
        bits ^= bits >> 13;
        return bits / (double)uint.MaxValue;
    }

    /// <summary>A rhythm of one day with some noise, every five minutes.</summary>
    public static double Daily(int i) => 100 + 30 * Math.Sin(2 * Math.PI * i / 288) + 5 * Noise(i);

    /// <summary>A number of samples five minutes apart.</summary>
    public static Sample[] Of(int count, Func<int, double> value) =>
        [.. Enumerable.Range(0, count).Select(i => new Sample(Start + i * FiveMinutes, value(i)))];
}

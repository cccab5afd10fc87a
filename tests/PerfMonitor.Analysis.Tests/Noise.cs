using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests;

/// <summary>Made-up series for tests, the same for the same seed.</summary>
internal static class Noise
{
    /// <summary>Normally distributed values about a level, each like its neighbour by the given correlation.</summary>
    public static double[] Of(int seed, int count, double level = 0, double spread = 1, double likeness = 0)
    {
        var random = new Random(seed);
        var values = new double[count];
        var state = Gauss.Next(random);
        for (var i = 0; i < count; i++)
        {
            state = (likeness * state) + (Math.Sqrt(1 - (likeness * likeness)) * Gauss.Next(random));
            values[i] = level + (spread * state);
        }

        return values;
    }
}

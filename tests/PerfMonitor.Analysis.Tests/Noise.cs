namespace PerfMonitor.Analysis.Tests;

/// <summary>Made-up series for tests, the same for the same seed.</summary>
internal static class Noise
{
    /// <summary>Normally distributed values about a level, each like its neighbour by the given correlation.</summary>
    public static double[] Of(int seed, int count, double level = 0, double spread = 1, double likeness = 0)
    {
        var random = new Random(seed);
        var values = new double[count];
        var state = Normal(random);
        for (var i = 0; i < count; i++)
        {
            state = (likeness * state) + (Math.Sqrt(1 - (likeness * likeness)) * Normal(random));
            values[i] = level + (spread * state);
        }

        return values;
    }

    // Box and Muller.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

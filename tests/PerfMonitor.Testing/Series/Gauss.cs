namespace PerfMonitor.Testing.Series;

/// <summary>Normal noise from a seeded generator (Box and Muller 1958).</summary>
public static class Gauss
{
    /// <summary>A number of mean 0 and deviation 1.</summary>
    public static double Next(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

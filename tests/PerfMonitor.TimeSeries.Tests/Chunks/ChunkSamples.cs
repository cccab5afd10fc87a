namespace PerfMonitor.TimeSeries.Tests;

/// <summary>Series of the shapes a monitor sees, made from a seed so that a failure can be run again.</summary>
internal static class ChunkSamples
{
    private static readonly double[] Odd =
    [
        StaleMarker.Value, double.NaN, -double.NaN, BitConverter.UInt64BitsToDouble(0x7ff8_0000_dead_beef), -0.0, 0.0,
        double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue,
        9007199254740993, 1e300, 0.1 + 0.2,
    ];

    public static (long[] Timestamps, double[] Values) Random(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(8) == 0 ? random.Next(1, 3000) : random.Next(1, 200);
        return (Timestamps(random, count), Values(random, count));
    }

    private static long[] Timestamps(Random random, int count)
    {
        var timestamps = new long[count];
        long at = random.Next(3) == 0 ? random.NextInt64(-1L << 60, 1L << 60) : 1_700_000_000_000 + random.Next();
        int kind = random.Next(4);
        for (int i = 0; i < count; i++)
        {
            timestamps[i] = at;
            at += kind switch
            {
                0 => 15_000,
                1 => 15_000 + random.Next(-3, 4),
                2 => random.Next(10) == 0 ? random.NextInt64(1, 1L << 40) : 1_000,
                _ => random.NextInt64(1, 1L << random.Next(1, 45)),
            };
        }

        return timestamps;
    }

    private static double[] Values(Random random, int count)
    {
        var values = new double[count];
        int kind = random.Next(9);
        double level = Math.Round(random.NextDouble() * 1000, 2), counter = random.Next();
        for (int i = 0; i < count; i++)
        {
            values[i] = kind switch
            {
                0 => level,
                1 => counter += random.Next(2000),
                2 => Math.Round(random.NextDouble() * 100, random.Next(0, 3)),
                3 => random.NextDouble(),
                4 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                5 => Odd[random.Next(Odd.Length)],
                6 => (random.Next(1 << 20) * 4096.0) + 7,
                7 => counter += random.Next(30) == 0 ? random.NextInt64(1, 1L << random.Next(1, 40)) : 0,
                _ => random.Next(60) == 0 ? Odd[random.Next(Odd.Length)] : Math.Round(level += random.NextDouble() - 0.5, 3),
            };
        }

        return values;
    }
}

namespace PerfMonitor.Bench.Chunks;

/// <summary>A kind of series as hosts with a node exporter and a web service send them, and its share of the mix; of some that are no part of it the share is 0.</summary>
internal sealed record DataKind(string Name, double Share, Func<Random, int, double[]> Values)
{
    public static IReadOnlyList<DataKind> All { get; } =
    [
        new("constants", 0.16, static (random, count) => Repeat(random.Next(1, 1 << 20) * 4_096.0, count)),
        new("noise, full precision", 0.08, static (random, count) => Each(count, _ => random.NextDouble() * 100)),
        new("gauges, two decimals", 0.20, static (random, count) => Walk(random, count, 50, 2, 2)),
        new("counters: bytes", 0.16, static (random, count) => Count(random, count, pace => random.Next((int)(pace * 1_000_000) + 1), 0)),
        new("gauges: pages", 0.08, static (random, count) => [.. Walk(random, count, 2e6, 32, 0).Select(static pages => pages * 4_096)]),
        new("counters: requests", 0.10, static (random, count) => Count(random, count, pace => random.Next((int)(pace * 500) + 1), 0)),
        new("histogram buckets", 0.22, static (random, count) => Count(random, count, pace => random.NextDouble() < pace ? random.Next(20) : 0, 0)),
        new("latencies, one decimal", 0, static (random, count) => Each(count, _ => Math.Round(5 - (20 * Math.Log(1 - random.NextDouble())), 1))),
        new("counters: seconds", 0, static (random, count) => Count(random, count, _ => Math.Round(random.NextDouble() * 3, 2), 2)),
        new("buckets, mostly quiet", 0, static (random, count) => Count(random, count, _ => random.NextDouble() < 0.1 ? 1 : 0, 0)),
    ];

    private static double[] Each(int count, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(value)];

    private static double[] Repeat(double value, int count) => Each(count, _ => value);

    private static double[] Walk(Random random, int count, double level, double step, int decimals) =>
        Each(count, _ => Math.Round(level += (random.NextDouble() - 0.5) * 2 * step, decimals));

    // Each counter has a pace of its own.
    private static double[] Count(Random random, int count, Func<double, double> growth, int decimals)
    {
        double total = random.Next(100_000), pace = random.NextDouble();
        return Each(count, _ => total = Math.Round(total + growth(pace), decimals));
    }

    /// <summary>A block of it at 15 s, with or without the jitter of a scrape.</summary>
    public (long[] Timestamps, double[] Values) Block(Random random, int jitterMs)
    {
        const int Count = 6 * 240;
        var timestamps = Enumerable.Range(0, Count).Select(i => 1_767_600_000_000 + (i * 15_000L) + (jitterMs == 0 ? 0 : random.Next(-jitterMs, jitterMs + 1))).ToArray();
        return (timestamps, Values(random, Count));
    }
}

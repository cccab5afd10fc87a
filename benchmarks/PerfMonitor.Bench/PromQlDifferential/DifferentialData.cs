using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>A sample of the data both sides hold.</summary>
internal readonly record struct DataSample(LabelSet Labels, long TimestampMs, double Value);

/// <summary>
/// Ninety minutes of series made from a seed. Every timestamp ends in 1 to 99 ms, so that no border of a window or look-back of a
/// query at half seconds, by whole seconds and tenths, ever falls on a sample. No label holds a line feed, which a dot matches in newer versions alone.
/// </summary>
internal static class DifferentialData
{
    public const long StartMs = 1_700_000_000_000;

    public const long LengthMs = 90 * 60_000;

    private const int IntervalMs = 15_000;

    private static readonly string[] Bounds = ["0.1", "0.5", "1", "2.5", "+Inf"];

    /// <summary>All samples in order of time.</summary>
    public static IReadOnlyList<DataSample> Create(int seed)
    {
        var random = new Random(seed);
        var samples = new List<DataSample>();
        foreach (string job in (string[])["api", "db", "web"])
        {
            foreach (string instance in (string[])["1", "2", "3"])
            {
                var target = new Target(random, [new("job", job), new("instance", instance)], samples);
                string zone = instance == "3" ? "south" : "north";
                target.Write("gauge", [new("zone", zone)], Walk(random));
                target.Write("gauge", [new("zone", "east"), new("extra", "x")], Walk(random));
                target.Write("odd", [], Odd(random));
                target.Write("levels", [], () => random.Next(4));
                foreach (string code in (string[])["200", "404", "500"]) target.Write("requests_total", [new("code", code)], Counter(random));
                target.Write("errors_total", [new("code", "500")], Counter(random));
                var buckets = Histogram(random);
                for (int i = 0; i < Bounds.Length; i++) target.Write("latency_seconds_bucket", [new("le", Bounds[i])], buckets[i]);

                target.Write("latency_seconds_count", [], Counter(random));
                target.Write("latency_seconds_sum", [], Counter(random, 0.25));
                target.Write("version_info", [new("version", $"v{random.Next(1, 3)}.{instance}")], () => 1);
                target.Write("gappy", [new("zone", zone)], Walk(random), gaps: true);
                target.Write("gappy_total", [], Counter(random, start: 1_000_000), gaps: true);
            }

            var single = new Target(random, [new("job", job)], samples);
            single.Write("limit", [], () => 100);
            single.Write("limit", [new("threshold", "0.5")], () => 0.5);
            single.Write("limit", [new("threshold", "1e3")], () => 1_000);
        }

        var strange = new Target(random, [new("job", "strange"), new("instance", "a.b-c:80")], samples);
        foreach (string le in (string[])["1", "1.0", "3", "", "abc", "1e1", "+Inf", "0x10"]) strange.Write("latency_seconds_bucket", [new("le", le)], Counter(random));
        strange.Write("gauge", [new("zone", "über \"straße\\"), new("extra", "")], Walk(random));
        strange.Write("one", [], () => random.Next(2) == 0 ? double.NaN : random.Next(-2, 3));
        return [.. samples.OrderBy(sample => sample.TimestampMs)];
    }

    /// <summary>The same data for our engine; <paramref name="moves"/> may change values other than stale markers.</summary>
    public static MemorySeriesSource Source(IReadOnlyList<DataSample> samples, Func<double, double>? moves = null)
    {
        var source = new MemorySeriesSource();
        foreach (var sample in samples)
        {
            source.Add(sample.Labels, sample.TimestampMs, moves is null || StaleMarker.Is(sample.Value) ? sample.Value : moves(sample.Value));
        }

        return source;
    }

    // Eighths, so that sums and differences are exact whatever their order.
    private static Func<double> Walk(Random random)
    {
        double value = random.Next(-80, 80) / 8.0;
        return () => random.Next(12) == 0 ? value : value += random.Next(-24, 25) / 8.0;
    }

    // They begin far above what they grow by in an hour: where a series begins within a window, 2.42 looks for the moment at which it was zero
    // before it bounds how far back the series may reach, newer versions after it. Where scrapes are missing they do not begin anew at zero.
    private static Func<double> Counter(Random random, double unit = 1, double start = 0)
    {
        double value = start + (10_000 + random.Next(1_000)) * unit;
        return () => value = random.Next(60) == 0 ? start + random.Next(3) * unit : value + random.Next(20) * unit;
    }

    private static Func<double> Odd(Random random) => () => random.Next(14) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => 0,
        4 => -0.0,
        5 => -random.Next(1, 9),
        6 => 1e15,
        7 => 1e-15,
        8 => StaleMarker.Value,
        _ => random.Next(1, 64) / 8.0,
    };

    // Each bucket holds what the ones below hold, and all begin anew at the same scrape.
    private static Func<double>[] Histogram(Random random)
    {
        double[] counts = [.. Enumerable.Range(1, Bounds.Length).Select(i => 10_000.0 * i)];
        var history = new List<double[]>();
        for (long scrape = 0; scrape <= LengthMs / IntervalMs; scrape++)
        {
            if (random.Next(80) == 0) Array.Clear(counts);
            double added = 0;
            for (int i = 0; i < counts.Length; i++) counts[i] += added += random.Next(5);
            history.Add([.. counts]);
        }

        return [.. counts.Select((_, bucket) => Column(history, bucket))];
    }

    private static Func<double> Column(List<double[]> history, int bucket)
    {
        int scrape = 0;
        return () => history[scrape++][bucket];
    }

    /// <summary>Something that is scraped every 15 seconds at a moment of its own.</summary>
    private sealed class Target(Random random, Label[] labels, List<DataSample> samples)
    {
        private readonly long _phaseMs = random.Next(15) * 1_000 + random.Next(1, 100);

        public void Write(string metric, Label[] own, Func<double> next, bool gaps = false)
        {
            var series = LabelSet.Create(metric, [.. labels, .. own]);
            long start = StartMs + _phaseMs, end = StartMs + LengthMs;
            // Some begin late or end early, with a stale marker as a scrape would leave one.
            if (random.Next(6) == 0) start += random.Next(120) * (long)IntervalMs;
            if (random.Next(6) == 0) end -= random.Next(120) * (long)IntervalMs;
            long silentUntil = 0;
            for (long time = start; time < end; time += IntervalMs)
            {
                double value = next();
                if (time < silentUntil) continue;
                if (gaps && random.Next(25) == 0)
                {
                    silentUntil = time + random.Next(1, 40) * (long)IntervalMs;
                    if (random.Next(2) == 0) value = StaleMarker.Value;
                }

                samples.Add(new DataSample(series, time, value));
            }
        }
    }
}

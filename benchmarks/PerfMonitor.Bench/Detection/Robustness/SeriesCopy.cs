using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>
/// A change of a series that leaves its anomalies what they are: a detector should not care. Only where values are left out may
/// an anomaly of one value be lost.
/// </summary>
/// <param name="Name">What is done.</param>
/// <param name="Change">The samples of the copy.</param>
internal sealed record SeriesCopy(string Name, Func<Sample[], Sample[]> Change)
{
    // Shares of the deviation of a series and of its samples that nobody would notice on a chart.
    private const double NoiseShare = 0.02;
    private const double GapShare = 0.02;

    /// <summary>The series itself first, then what is done to it.</summary>
    public static IReadOnlyList<SeriesCopy> All { get; } =
    [
        new("as it is", static samples => samples),
        new("every second value", static samples => Every(samples, 2, 0)),
        new("every second value, the others", static samples => Every(samples, 2, 1)),
        new("every third value", static samples => Every(samples, 3, 0)),
        new("every third value, the next", static samples => Every(samples, 3, 1)),
        new("every third value, the rest", static samples => Every(samples, 3, 2)),
        new("means of two values", static samples => Means(samples, 2)),
        new("means of three values", static samples => Means(samples, 3)),
        new("begins 5 % later", static samples => samples[(samples.Length / 20)..]),
        new("begins 10 % later", static samples => samples[(samples.Length / 10)..]),
        new("ends 10 % earlier", static samples => samples[..^(samples.Length / 10)]),
        new("times 0.001, plus 7", static samples => Map(samples, static (value, _) => 0.001 * value + 7)),
        new("upside down", static samples => Map(samples, static (value, _) => -value)),
        new("a little noise", Noisy),
        new("two values in a hundred missing", static samples => [.. samples.Where(static (_, i) => MadeUpNoise.At(i / 3 + 101) >= GapShare)]),
        new("times that waver", static samples => Jittered(samples)),
    ];

    private static Sample[] Every(Sample[] samples, int nth, int from) => [.. samples.Where((_, i) => i % nth == from)];

    private static Sample[] Means(Sample[] samples, int of) =>
        [.. samples.Chunk(of).Select(static part => part[^1] with { Value = part.Average(static sample => sample.Value) })];

    private static Sample[] Map(Sample[] samples, Func<double, int, double> change) =>
        [.. samples.Select((sample, i) => sample with { Value = change(sample.Value, i) })];

    private static Sample[] Noisy(Sample[] samples)
    {
        double[] values = [.. samples.Select(static sample => sample.Value).Where(double.IsFinite)];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return Map(samples, (value, i) => value + NoiseShare * deviation * MadeUpNoise.Normal(i + 7_919));
    }

    /// <summary>Each sample up to a fifth of its distance to the one before earlier, as scrapes are.</summary>
    private static Sample[] Jittered(Sample[] samples) =>
    [
        .. samples.Select((sample, i) => i == 0 ? sample : sample with { TimestampMs = sample.TimestampMs - (long)(0.2 * MadeUpNoise.At(i) * (sample.TimestampMs - samples[i - 1].TimestampMs)) }),
    ];
}

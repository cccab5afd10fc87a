using PerfMonitor.Testing.Series;

namespace PerfMonitor.Bench.Forecasts.MadeUp;

/// <summary>Series of one kind, and what is asked of each.</summary>
/// <param name="Name">What is particular about them.</param>
/// <param name="StepMs">Milliseconds of a step.</param>
/// <param name="History">Values that a forecast is made from.</param>
/// <param name="Horizon">Steps it looks ahead.</param>
/// <param name="Seasons">Steps of the seasons that a naive forecast may repeat.</param>
/// <param name="Of">The values, by seed and length.</param>
internal sealed record MadeUpKind(string Name, long StepMs, int History, int Horizon, int[] Seasons, Func<int, int, double[]> Of)
{
    private const long HourMs = 3_600_000, DayMs = 24 * HourMs;

    /// <summary>Hourly series, and five of longer steps with as much history as people have of such.</summary>
    public static IReadOnlyList<MadeUpKind> All { get; } =
    [
        .. HourlySeries.Kinds.Select(static kind => new MadeUpKind(kind.Key, HourMs, 700, 48, [24, 168], kind.Value)),
        Long("days with a week", DayMs, 300, 14, 7, static (noise, i) => 100 + (i % 7 < 5 ? 20 : -10) + (0.05 * i) + (6 * noise)),
        Long("weeks with a year", 7 * DayMs, 260, 13, 52, static (noise, i) => 100 + (30 * Math.Sin(2 * Math.PI * i / 52)) + (8 * noise)),
        Long("months with a year and a trend", 30 * DayMs, 140, 18, 12, static (noise, i) => Math.Exp(4 + (0.006 * i) + (0.2 * Math.Sin(2 * Math.PI * i / 12)) + (0.05 * noise))),
        Long("quarters", 91 * DayMs, 60, 8, 4, static (noise, i) => 200 + (2 * i) + (i % 4 * 10) + (8 * noise)),
        Long("years", 365 * DayMs, 30, 6, 1, static (noise, i) => 500 + (15 * i) + (20 * noise)),
    ];

    private static MadeUpKind Long(string name, long stepMs, int history, int horizon, int season, Func<double, int, double> value) => new(name, stepMs, history, horizon, season > 1 ? [season] : [], (seed, length) =>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(i => value(Gauss.Next(random), i))];
    });
}

using PerfMonitor.Analysis.Forecasting;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>What a file's name says about its series, as the M4 competition has it.</summary>
/// <param name="Name">The word in the file's name.</param>
/// <param name="StepMs">Milliseconds of a step, of which a day and a week follow.</param>
/// <param name="Horizon">Steps that the competition asks for.</param>
/// <param name="Season">Steps of the season; null to find it.</param>
internal sealed record Frequency(string Name, long StepMs, int Horizon, int? Season)
{
    private const long HourMs = 3_600_000, DayMs = 24 * HourMs;

    private static readonly Frequency[] Known =
    [
        new("Hourly", HourMs, 48, 24),
        new("Daily", DayMs, 14, 7),
        new("Weekly", 7 * DayMs, 13, 52),
        new("Monthly", 30 * DayMs, 18, 12),
        new("Quarterly", 91 * DayMs, 8, 4),
        new("Yearly", 365 * DayMs, 6, 1),
    ];

    private static readonly Frequency Unknown = new("", HourMs, 48, null);

    public static Frequency Of(string file) =>
        Known.FirstOrDefault(known => Path.GetFileName(file).Contains(known.Name, StringComparison.OrdinalIgnoreCase)) ?? Unknown;

    public ForecastSettings Settings(ForecastOptions options) => new(options.Horizon ?? Horizon) { Season = options.Season ?? Season };
}

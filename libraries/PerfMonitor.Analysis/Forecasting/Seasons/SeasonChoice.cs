namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>The seasons a forecast uses, and why.</summary>
/// <param name="Lengths">Steps of each season, ascending.</param>
/// <param name="Reason">Where they come from, for a person.</param>
internal sealed record SeasonChoice(IReadOnlyList<int> Lengths, string Reason)
{
    private const long HourMs = 3_600_000, DayMs = 24 * HourMs, WeekMs = 7 * DayMs;

    /// <summary>Takes a given season and looks for a longer one on top of it, or finds both.</summary>
    /// <param name="history">The series.</param>
    /// <param name="given">Steps of the season; 1 for none; null to find it.</param>
    /// <param name="stepMs">Milliseconds of a step, which says how many steps a day and a week have.</param>
    public static SeasonChoice For(History history, int? given, long stepMs)
    {
        int length = history.Filled.Length;
        if (given == 1) return new SeasonChoice([], "no season, as asked");
        if (given is { } first)
        {
            if (first * SeasonFinder.LeastCycles > length)
            {
                int needed = (int)Math.Ceiling(first * SeasonFinder.LeastCycles);
                return new SeasonChoice([], $"no season: one of {first} steps needs {needed} values, {length} are there");
            }

            return SeasonFinder.Further(history.Filled, first, Calendar(stepMs)) is { } second
                ? new SeasonChoice([first, second], $"the given season of {first} steps and one of {second} found on top of it")
                : new SeasonChoice([first], $"the given season of {first} steps");
        }

        var found = SeasonFinder.Find(history.Filled, Calendar(stepMs));
        return new SeasonChoice(found, found.Count == 0 ? "no season found" : $"season of {string.Join(" and ", found)} steps found");
    }

    private static IReadOnlyList<int> Calendar(long stepMs) =>
        [.. ((long[])[HourMs, DayMs, WeekMs]).Where(span => span % stepMs == 0 && span / stepMs is > 1 and <= History.Most).Select(span => (int)(span / stepMs))];
}

namespace PerfMonitor.Alerting.Api;

/// <summary>Days of the week as the API writes them: <c>monday</c>, …; a number is none.</summary>
internal static class Weekday
{
    public static bool IsOne(string? text) => !int.TryParse(text, out _) && Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out _);

    public static DayOfWeek Read(string text) => Enum.Parse<DayOfWeek>(text, ignoreCase: true);

    public static string Write(DayOfWeek day) => day.ToString().ToLowerInvariant();
}

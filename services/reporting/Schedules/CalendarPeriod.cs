using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Schedules;

/// <summary>What a schedule reports on: the last whole one before it runs.</summary>
internal enum CalendarPeriod
{
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    Month,
}

/// <summary>Whole days, weeks and months of a zone.</summary>
internal static class CalendarPeriods
{
    /// <summary>The last one that was over at a time. A day has 23 or 25 hours when the clock changes.</summary>
    public static ReportPeriod LastBefore(this CalendarPeriod kind, DateTimeOffset time, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTime(time, zone).Date;
        var end = kind switch
        {
            CalendarPeriod.Week => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
            CalendarPeriod.Month => new DateTime(today.Year, today.Month, 1),
            _ => today,
        };
        var start = kind switch
        {
            CalendarPeriod.Week => end.AddDays(-7),
            CalendarPeriod.Month => end.AddMonths(-1),
            _ => end.AddDays(-1),
        };
        return new ReportPeriod(At(start, zone), At(end, zone));
    }

    // Where the clock skips midnight, its offset is the one before the change, so the day begins when the skipped hour does.
    private static DateTimeOffset At(DateTime wall, TimeZoneInfo zone) => new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
}

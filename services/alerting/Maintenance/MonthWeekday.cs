namespace PerfMonitor.Alerting.Maintenance;

/// <summary>A day of the week in a month: the second Tuesday, or with <c>-1</c> the last Friday.</summary>
internal sealed record MonthWeekday(int Week, DayOfWeek Day)
{
    // The last of its kind has no other in the seven days after it.
    public bool IsOn(DateOnly day) => day.DayOfWeek == Day && (Week > 0 ? (day.Day - 1) / 7 + 1 == Week : day.AddDays(7).Month != day.Month);
}

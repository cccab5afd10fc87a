namespace PerfMonitor.Alerting.Routing.Times;

/// <summary>A span of whole numbers, both ends included. In days of the month negative numbers count from its end: -1 is the last day.</summary>
internal readonly record struct Span(int First, int Last)
{
    public bool Contains(int value) => First <= value && value <= Last;
}

/// <summary>Times of the wall clock in one place, as Alertmanager's <c>time_interval</c>: everything that is given must hold; what is not given always does.</summary>
internal sealed record TimeInterval
{
    /// <summary>Minutes of the day, the end excluded.</summary>
    public IReadOnlyList<Span> Times { get; init; } = [];

    /// <summary>Days of the week, Sunday being 0.</summary>
    public IReadOnlyList<Span> Weekdays { get; init; } = [];

    public IReadOnlyList<Span> DaysOfMonth { get; init; } = [];

    public IReadOnlyList<Span> Months { get; init; } = [];

    public IReadOnlyList<Span> Years { get; init; } = [];

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public bool Contains(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone);
        var minute = local.Hour * 60 + local.Minute;
        return (Times.Count == 0 || Times.Any(time => time.First <= minute && minute < time.Last))
            && Any(Weekdays, (int)local.DayOfWeek)
            && (DaysOfMonth.Count == 0 || DaysOfMonth.Any(days => IsDay(days, local.Day, DateTime.DaysInMonth(local.Year, local.Month))))
            && Any(Months, local.Month)
            && Any(Years, local.Year);
    }

    private static bool Any(IReadOnlyList<Span> spans, int value) => spans.Count == 0 || spans.Any(span => span.Contains(value));

    // As in Alertmanager a day that a short month does not have is its last one, and a span that lies wholly behind its end is none.
    private static bool IsDay(Span days, int day, int length)
    {
        var (first, last) = (FromStart(days.First, length), FromStart(days.Last, length));
        return first <= length && Math.Max(first, 1) <= day && day <= Math.Min(last, length);
    }

    private static int FromStart(int day, int length) => day < 0 ? length + day + 1 : day;
}

/// <summary>Times that routes name: they hold while one of the intervals does.</summary>
internal sealed record NamedTimes(string Name, IReadOnlyList<TimeInterval> Intervals)
{
    public bool Contains(DateTimeOffset moment) => Intervals.Any(interval => interval.Contains(moment));
}

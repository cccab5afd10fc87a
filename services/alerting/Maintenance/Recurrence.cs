namespace PerfMonitor.Alerting.Maintenance;

/// <summary>Again and again at a time of the wall clock somewhere: on some days of the week, on some days of the month, or where none is given every day.</summary>
internal sealed record Recurrence
{
    /// <summary>How long one may last.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // The fifth Monday of a month, or its 31st, comes at the latest after thirteen weeks.
    private const int DaysAhead = 13 * 7 + 1;

    /// <summary>Days of the week on which the work starts.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>Days of the month, negative ones counted from its end, -1 being the last. A month that does not have the day is left out, as in iCalendar (RFC 5545).</summary>
    public IReadOnlyList<int> Dates { get; init; } = [];

    /// <summary>Days of the week in the month, for example the second Tuesday.</summary>
    public IReadOnlyList<MonthWeekday> Weekdays { get; init; } = [];

    /// <summary>At which time of day the work starts there.</summary>
    public required TimeOnly Start { get; init; }

    /// <summary>How long it lasts; at most <see cref="Longest"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>IANA name of the place, for example <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When the occurrence that goes on at <paramref name="now"/> ends, of several the last; null when none goes on.</summary>
    public DateTimeOffset? EndOfCurrent(DateTimeOffset now)
    {
        // A zone that this machine does not know holds nothing back: rather one message too many than none.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone))
        {
            return null;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        DateTimeOffset? end = null;

        // One that lasts a week may have begun as many days ago; the newest beginning ends last.
        for (var back = (int)Math.Ceiling(Duration.TotalDays); back >= 0; back--)
        {
            var day = today.AddDays(-back);
            if (IsOn(day) && Begin(day, zone) is var begin && begin <= now && now < begin + Duration)
            {
                end = begin + Duration;
            }
        }

        return end;
    }

    /// <summary>The first occurrence that begins after <paramref name="now"/>; null in a zone that this machine does not know.</summary>
    public Occurrence? Next(DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone))
        {
            return null;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return Enumerable.Range(0, DaysAhead).Select(today.AddDays).Where(IsOn).Select(day => Begin(day, zone)).Where(begin => begin > now)
            .Select(begin => new Occurrence(begin, TimeZoneInfo.ConvertTime(begin + Duration, zone))).FirstOrDefault();
    }

    private bool IsOn(DateOnly day) =>
        (Days.Count == 0 && Dates.Count == 0 && Weekdays.Count == 0)
        || Days.Contains(day.DayOfWeek)
        || Dates.Any(date => (date > 0 ? date : DateTime.DaysInMonth(day.Year, day.Month) + 1 + date) == day.Day)
        || Weekdays.Any(weekday => weekday.IsOn(day));

    // A time that the clocks skip in spring begins when they have been put forward; one that comes twice in autumn begins at the first.
    private DateTimeOffset Begin(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(Start);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}

namespace PerfMonitor.Alerting.Maintenance;

/// <summary>Every week on some days at a time of the wall clock somewhere.</summary>
/// <param name="Days">On which days the work starts.</param>
/// <param name="Start">At which time of day it starts there.</param>
/// <param name="Duration">How long it lasts; at most <see cref="Longest"/>.</param>
/// <param name="TimeZone">IANA name of the place, for example <c>Europe/Berlin</c>.</param>
internal sealed record WeeklyRecurrence(IReadOnlyList<DayOfWeek> Days, TimeOnly Start, TimeSpan Duration, string TimeZone)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

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
            if (Days.Contains(day.DayOfWeek) && Begin(day, zone) is var begin && begin <= now && now < begin + Duration)
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

        // Today's may be over, so the same day of the next week counts too.
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return Enumerable.Range(0, 8).Select(today.AddDays).Where(day => Days.Contains(day.DayOfWeek)).Select(day => Begin(day, zone)).Where(begin => begin > now)
            .Select(begin => new Occurrence(begin, TimeZoneInfo.ConvertTime(begin + Duration, zone))).FirstOrDefault();
    }

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

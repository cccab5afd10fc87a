namespace PerfMonitor.Alerting.OnCall;

/// <summary>Whose turn it is. Pure; the moment is a parameter.</summary>
internal static class Roster
{
    // Turns begin and end on quarters of an hour wherever people make the times.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>Who is on call at a moment; null where nobody is. Of several overrides the one made last counts.</summary>
    public static Duty? At(Schedule schedule, IEnumerable<ScheduleOverride> overrides, DateTimeOffset now)
    {
        var standIn = overrides.Where(one => one.Schedule == schedule.Name && one.StartsAt <= now && now < one.EndsAt).MaxBy(static one => one.CreatedAt);
        if (standIn is not null)
        {
            return new Duty(standIn.Person, $"stands in until {Pipeline.Text.Of(standIn.EndsAt)}, entered by {standIn.CreatedBy}");
        }

        // A zone that this machine does not know is refused when the schedule is written; the clock of the world is the least surprise after that.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        return schedule.Rotations.Select(rotation => rotation.At(local)).OfType<string>().LastOrDefault() is { } person ? new Duty(person, $"on call in '{schedule.Name}'") : null;
    }

    /// <summary>The shifts of a time, one after the other.</summary>
    public static IReadOnlyList<Shift> Shifts(Schedule schedule, IReadOnlyList<ScheduleOverride> overrides, DateTimeOffset from, DateTimeOffset to)
    {
        var shifts = new List<Shift>();
        for (var at = from; at < to; at += Step)
        {
            var duty = At(schedule, overrides, at);
            var end = at + Step < to ? at + Step : to;
            if (shifts is [.., { } last] && (last.Person, last.Reason) == (duty?.Person, duty?.Reason))
            {
                shifts[^1] = last with { To = end };
            }
            else
            {
                shifts.Add(new Shift(at, end, duty?.Person, duty?.Reason));
            }
        }

        return shifts;
    }
}

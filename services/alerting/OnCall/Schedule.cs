namespace PerfMonitor.Alerting.OnCall;

/// <summary>Who is on call when: rotations, of which the last that is active counts, and overrides above them.</summary>
/// <param name="Name">What policies call it.</param>
/// <param name="TimeZone">IANA name of the place whose wall clock the rotations follow.</param>
/// <param name="Rotations">From the general to the special: nights, weekends.</param>
internal sealed record Schedule(string Name, string TimeZone, IReadOnlyList<Rotation> Rotations);

/// <summary>People who take turns.</summary>
/// <param name="People">In the order of their turns.</param>
/// <param name="StartsOn">The day on which the first person's first turn begins.</param>
/// <param name="HandOff">The time of day at which a turn begins.</param>
/// <param name="Days">How many days a turn lasts; 1 to 365.</param>
/// <param name="OnlyOn">Only on these days; none: on all.</param>
/// <param name="From">Only from this time of day …</param>
/// <param name="To">… to this one, past midnight where it is the smaller, a whole day later where they are the same; the days are those on which it begins.</param>
internal sealed record Rotation(IReadOnlyList<string> People, DateOnly StartsOn, TimeOnly HandOff, int Days, IReadOnlyList<DayOfWeek>? OnlyOn = null, TimeOnly? From = null, TimeOnly? To = null)
{
    /// <summary>Whose turn it is at a moment of the wall clock; null where it is nobody's.</summary>
    public string? At(DateTime local)
    {
        if (!IsActive(local))
        {
            return null;
        }

        var day = DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) < HandOff ? -1 : 0);
        var days = day.DayNumber - StartsOn.DayNumber;
        return days < 0 ? null : People[days / Days % People.Count];
    }

    private bool IsActive(DateTime local)
    {
        var (time, day) = (TimeOnly.FromDateTime(local), local.DayOfWeek);
        if (From is { } from && To is { } to)
        {
            if (from != to && !time.IsBetween(from, to))
            {
                return false;
            }

            // What began yesterday evening belongs to yesterday.
            day = from >= to && time < to ? local.AddDays(-1).DayOfWeek : day;
        }

        return OnlyOn is not { Count: > 0 } only || only.Contains(day);
    }
}

/// <summary>Somebody stands in for whoever is on call.</summary>
internal sealed record ScheduleOverride(Guid Id, string Schedule, string Person, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>Who is on call, and why he is.</summary>
internal sealed record Duty(string Person, string Reason);

/// <summary>A time in which the same person is on call; nobody where there is no person.</summary>
internal sealed record Shift(DateTimeOffset From, DateTimeOffset To, string? Person, string? Reason);

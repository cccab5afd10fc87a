using System.Globalization;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Api;

/// <summary>Everything escalations know.</summary>
internal sealed record EscalationModel(
    IReadOnlyList<PolicyModel> Policies, IReadOnlyList<ScheduleModel> Schedules, IReadOnlyList<PersonModel> People, IReadOnlyList<ScheduleOverride> Overrides, IReadOnlyList<BookWarning> Warnings)
{
    public static EscalationModel Of(ContactBook book, IReadOnlySet<string> channels) => new(
        [.. book.Policies.Select(PolicyModel.Of)], [.. book.Schedules.Values.Select(ScheduleModel.Of)], [.. book.People.Values.Select(PersonModel.Of)], book.Overrides,
        BookReview.Warnings(book, channels));
}

/// <summary>A policy; the name is that of the address.</summary>
internal sealed record PolicyModel(string? Name, IReadOnlyList<MatcherModel>? Matchers, IReadOnlyList<StepModel>? Steps, int Repeat = 0)
{
    private const int MostSteps = 20;
    private const int MostRepeats = 10;

    public static PolicyModel Of(EscalationPolicy policy) => new(policy.Name, [.. policy.Matchers.Select(MatcherModel.Of)], [.. policy.Steps.Select(StepModel.Of)], policy.Repeat);

    public (EscalationPolicy? Policy, string? Error) Read(string name, IReadOnlySet<string> channels)
    {
        var (matchers, error) = MatcherModel.Read(Matchers);
        if (error is not null)
        {
            return (null, $"a policy, but {error}");
        }

        if (Steps is not { Count: > 0 and <= MostSteps } || Repeat is < 0 or > MostRepeats)
        {
            return (null, $"a policy with 1 to {MostSteps} steps, repeated 0 to {MostRepeats} times");
        }

        foreach (var (index, step) in Steps.Index())
        {
            if ((step is null ? "is missing" : step.Refuse(channels)) is { } reason)
            {
                return (null, string.Create(CultureInfo.InvariantCulture, $"a policy, but step {index + 1} {reason}"));
            }
        }

        return (new EscalationPolicy(name, matchers, [.. Steps.Select(static step => step.Read())], Repeat), null);
    }
}

/// <summary>A step: how long to wait, and whom to tell.</summary>
internal sealed record StepModel(double WaitSeconds, IReadOnlyList<string>? People = null, IReadOnlyList<string>? Schedules = null, IReadOnlyList<string>? Channels = null, IReadOnlyList<string>? Over = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    public static StepModel Of(EscalationStep step) => new(step.Wait.TotalSeconds, step.People, step.Schedules, step.Channels, step.Over);

    public string? Refuse(IReadOnlySet<string> channels) =>
        !(WaitSeconds >= 0 && WaitSeconds <= LongestWait.TotalSeconds) ? $"waits {WaitSeconds} s; it must be 0 to {LongestWait.TotalSeconds:0}"
        : (People?.Count ?? 0) + (Schedules?.Count ?? 0) + (Channels?.Count ?? 0) == 0 ? "tells nobody; name people, schedules or channels"
        : Channels?.FirstOrDefault(channel => !channels.Contains(channel)) is { } unknown ? $"names the channel '{unknown}', which is not configured or off; there are {string.Join(", ", channels.Order(StringComparer.Ordinal))}"
        : null;

    public EscalationStep Read() => new(TimeSpan.FromSeconds(WaitSeconds), People ?? [], Schedules ?? [], Channels ?? [], Over ?? []);
}

/// <summary>A schedule; the name is that of the address.</summary>
internal sealed record ScheduleModel(string? Name, string? TimeZone, IReadOnlyList<RotationModel>? Rotations)
{
    private const int MostRotations = 20;

    public static ScheduleModel Of(Schedule schedule) => new(schedule.Name, schedule.TimeZone, [.. schedule.Rotations.Select(RotationModel.Of)]);

    public (Schedule? Schedule, string? Error) Read(string name)
    {
        if (TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            return (null, $"a schedule with a 'timeZone' such as Europe/Berlin, not '{TimeZone}'");
        }

        if (Rotations is not { Count: > 0 and <= MostRotations } || Rotations.Any(static rotation => rotation is null || rotation.Refuse()))
        {
            return (null, $"a schedule with 1 to {MostRotations} rotations, each with people, a day 'startsOn', a turn of 1 to 365 'days', and both 'from' and 'to' or neither");
        }

        return (new Schedule(name, TimeZone, [.. Rotations.Select(static rotation => rotation.Read())]), null);
    }
}

internal sealed record RotationModel(IReadOnlyList<string>? People, DateOnly? StartsOn, TimeOnly? HandOff = null, int Days = 7, IReadOnlyList<string>? OnlyOn = null, TimeOnly? From = null, TimeOnly? To = null)
{
    private const int MostPeople = 50;

    public static RotationModel Of(Rotation rotation) => new(
        rotation.People, rotation.StartsOn, rotation.HandOff, rotation.Days, rotation.OnlyOn?.Select(static day => day.ToString().ToLowerInvariant()).ToList(), rotation.From, rotation.To);

    public bool Refuse() =>
        People is not { Count: > 0 and <= MostPeople } || People.Any(string.IsNullOrWhiteSpace) || StartsOn is null || Days is < 1 or > 365
        || From is null != To is null || (OnlyOn?.Any(static day => int.TryParse(day, out _) || !Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out _)) ?? false);

    public Rotation Read() => new(People!, StartsOn!.Value, HandOff ?? TimeOnly.MinValue, Days, OnlyOn?.Select(static day => Enum.Parse<DayOfWeek>(day, ignoreCase: true)).ToList(), From, To);
}

/// <summary>A person; the name is that of the address. <c>ways</c> maps a way (<c>sms</c>) to a channel (<c>sms-anna</c>).</summary>
internal sealed record PersonModel(string? Name, IReadOnlyDictionary<string, string>? Ways)
{
    private const int MostWays = 10;

    public static PersonModel Of(Person person) => new(person.Name, person.Ways);

    public (Person? Person, string? Error) Read(string name, IReadOnlySet<string> channels)
    {
        if (Ways is not { Count: > 0 and <= MostWays } || Ways.Values.Any(static channel => channel is null))
        {
            return (null, $"a person with 1 to {MostWays} 'ways'");
        }

        return Ways.Values.FirstOrDefault(channel => !channels.Contains(channel)) is { } unknown
            ? (null, $"a person reached over channels that work; '{unknown}' is not one of {string.Join(", ", channels.Order(StringComparer.Ordinal))}")
            : (new Person(name, Ways), null);
    }
}

internal sealed record OverrideRequest(string? Schedule, string? Person, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);

internal sealed record OnCallModel(IReadOnlyList<OnCallScheduleModel> Schedules);

/// <param name="Schedule">Its name.</param>
/// <param name="Now">Who is on call at the moment; left out where nobody is.</param>
/// <param name="Shifts">The shifts of the time asked for.</param>
internal sealed record OnCallScheduleModel(string Schedule, Duty? Now, IReadOnlyList<Shift> Shifts);

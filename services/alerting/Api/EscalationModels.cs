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

    public (EscalationPolicy? Policy, FieldErrors Errors) Read(string name, IReadOnlySet<string> channels)
    {
        var errors = new FieldErrors();
        var matchers = MatcherModel.Read(Matchers, errors);
        errors.Require(Steps is { Count: > 0 and <= MostSteps }, "steps", $"{Steps?.Count ?? 0} steps", $"1 to {MostSteps} steps");
        errors.Require(Repeat is >= 0 and <= MostRepeats, "repeat", $"{Repeat}", $"0 to {MostRepeats}");
        foreach (var (index, step) in (Steps ?? []).Take(MostSteps).Index())
        {
            StepModel.Check(step, $"steps[{index}]", channels, errors);
        }

        return (errors.Any ? null : new EscalationPolicy(name, matchers, [.. Steps!.Select(static step => step.Read())], Repeat), errors);
    }
}

/// <summary>A step: how long to wait, and whom to tell.</summary>
internal sealed record StepModel(double WaitSeconds, IReadOnlyList<string>? People = null, IReadOnlyList<string>? Schedules = null, IReadOnlyList<string>? Channels = null, IReadOnlyList<string>? Over = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    public static StepModel Of(EscalationStep step) => new(step.Wait.TotalSeconds, step.People, step.Schedules, step.Channels, step.Over);

    public static void Check(StepModel? step, string field, IReadOnlySet<string> channels, FieldErrors errors)
    {
        if (step is null)
        {
            errors.Add(field, "it is missing; it says how long to wait and whom to tell");
            return;
        }

        errors.Require(step.WaitSeconds >= 0 && step.WaitSeconds <= LongestWait.TotalSeconds, $"{field}.waitSeconds", string.Create(CultureInfo.InvariantCulture, $"{step.WaitSeconds}"), $"0 to {LongestWait.TotalSeconds:0}");
        if ((step.People?.Count ?? 0) + (step.Schedules?.Count ?? 0) + (step.Channels?.Count ?? 0) == 0)
        {
            errors.Add(field, "it tells nobody; name people, schedules or channels");
        }

        errors.RequireEach(step.People, IsNamed, $"{field}.people", "the name of a person");
        errors.RequireEach(step.Schedules, IsNamed, $"{field}.schedules", "the name of a schedule");
        errors.RequireEach(step.Channels, channel => channel is not null && channels.Contains(channel), $"{field}.channels", ContactRules.OneOf(channels));
        errors.RequireEach(step.Over, IsNamed, $"{field}.over", "a way to reach people, such as sms");

        static bool IsNamed(string? name) => !string.IsNullOrWhiteSpace(name);
    }

    public EscalationStep Read() => new(TimeSpan.FromSeconds(WaitSeconds), People ?? [], Schedules ?? [], Channels ?? [], Over ?? []);
}

/// <summary>A schedule; the name is that of the address.</summary>
internal sealed record ScheduleModel(string? Name, string? TimeZone, IReadOnlyList<RotationModel>? Rotations)
{
    private const int MostRotations = 20;

    public static ScheduleModel Of(Schedule schedule) => new(schedule.Name, schedule.TimeZone, [.. schedule.Rotations.Select(RotationModel.Of)]);

    public (Schedule? Schedule, FieldErrors Errors) Read(string name)
    {
        var errors = new FieldErrors();
        errors.Require(TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _), "timeZone", TimeZone, "an IANA name such as Europe/Berlin that this machine knows");
        errors.Require(Rotations is { Count: > 0 and <= MostRotations }, "rotations", $"{Rotations?.Count ?? 0} rotations", $"1 to {MostRotations} rotations");
        foreach (var (index, rotation) in (Rotations ?? []).Take(MostRotations).Index())
        {
            RotationModel.Check(rotation, $"rotations[{index}]", errors);
        }

        return (errors.Any ? null : new Schedule(name, TimeZone!, [.. Rotations!.Select(static rotation => rotation.Read())]), errors);
    }
}

internal sealed record RotationModel(IReadOnlyList<string>? People, DateOnly? StartsOn, TimeOnly? HandOff = null, int Days = 7, IReadOnlyList<string>? OnlyOn = null, TimeOnly? From = null, TimeOnly? To = null)
{
    private const int MostPeople = 50;
    private const int LongestTurn = 365;

    public static RotationModel Of(Rotation rotation) => new(
        rotation.People, rotation.StartsOn, rotation.HandOff, rotation.Days, rotation.OnlyOn?.Select(Weekday.Write).ToList(), rotation.From, rotation.To);

    public static void Check(RotationModel? rotation, string field, FieldErrors errors)
    {
        if (rotation is null)
        {
            errors.Add(field, "it is missing; it says who takes turns, from which day");
            return;
        }

        errors.Require(rotation.People is { Count: > 0 and <= MostPeople }, $"{field}.people", $"{rotation.People?.Count ?? 0} people", $"1 to {MostPeople} people");
        errors.RequireEach(rotation.People?.Take(MostPeople).ToList(), static name => !string.IsNullOrWhiteSpace(name), $"{field}.people", "the name of a person");
        errors.Require(rotation.StartsOn is not null, $"{field}.startsOn", null, "the day on which the first turn begins, such as 2026-03-02");
        errors.Require(rotation.Days is >= 1 and <= LongestTurn, $"{field}.days", $"{rotation.Days}", $"1 to {LongestTurn}");
        errors.RequireEach(rotation.OnlyOn, Weekday.IsOne, $"{field}.onlyOn", "one of monday, tuesday, …");
        errors.Require(rotation.From is not null || rotation.To is null, $"{field}.from", null, "a time of day, as 'to' is one; give both or neither");
        errors.Require(rotation.To is not null || rotation.From is null, $"{field}.to", null, "a time of day, as 'from' is one; give both or neither");
    }

    public Rotation Read() => new(People!, StartsOn!.Value, HandOff ?? TimeOnly.MinValue, Days, OnlyOn?.Select(Weekday.Read).ToList(), From, To);
}

/// <summary>A person; the name is that of the address. <c>ways</c> maps a way (<c>sms</c>) to a channel (<c>sms-anna</c>).</summary>
internal sealed record PersonModel(string? Name, IReadOnlyDictionary<string, string>? Ways)
{
    private const int MostWays = 10;

    public static PersonModel Of(Person person) => new(person.Name, person.Ways);

    public (Person? Person, FieldErrors Errors) Read(string name, IReadOnlySet<string> channels)
    {
        var errors = new FieldErrors();
        errors.Require(Ways is { Count: > 0 and <= MostWays }, "ways", $"{Ways?.Count ?? 0} ways", $"1 to {MostWays} ways");
        foreach (var (way, channel) in (Ways ?? new Dictionary<string, string>()).Take(MostWays))
        {
            errors.Require(channel is not null && channels.Contains(channel), $"ways.{way}", channel, ContactRules.OneOf(channels));
        }

        return (errors.Any ? null : new Person(name, Ways!), errors);
    }
}

internal sealed record OverrideRequest(string? Schedule, string? Person, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);

internal sealed record OnCallModel(IReadOnlyList<OnCallScheduleModel> Schedules);

/// <param name="Schedule">Its name.</param>
/// <param name="Now">Who is on call at the moment; left out where nobody is.</param>
/// <param name="Shifts">The shifts of the time asked for.</param>
internal sealed record OnCallScheduleModel(string Schedule, Duty? Now, IReadOnlyList<Shift> Shifts);

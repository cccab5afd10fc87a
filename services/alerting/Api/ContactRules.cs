using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Api;

/// <summary>Which people, schedules and channels can be named.</summary>
internal static class ContactRules
{
    private static readonly TimeSpan LongestOverride = TimeSpan.FromDays(92);

    /// <summary>What a channel must be.</summary>
    public static string OneOf(IReadOnlySet<string> channels) => channels.Count == 0
        ? "a channel that works, and there is none"
        : $"a channel that works: {string.Join(", ", channels.Order(StringComparer.Ordinal))}";

    /// <summary>The override a request asks for, or what is wrong with it.</summary>
    public static (ScheduleOverride? StandIn, FieldErrors Errors) Read(OverrideRequest request, ContactBook book, string createdBy, DateTimeOffset now)
    {
        var (errors, starts) = (new FieldErrors(), request.StartsAt ?? now);
        errors.Require(request.Schedule is { } schedule && book.Schedules.ContainsKey(schedule), "schedule", request.Schedule, "the name of a schedule");
        errors.Require(request.Person is { } person && book.People.ContainsKey(person), "person", request.Person, "the name of a person");
        errors.Require(
            request.EndsAt > starts && request.EndsAt > now && request.EndsAt - starts <= LongestOverride,
            "endsAt", request.EndsAt?.ToString("O"), $"a time to come, after the start and at most {LongestOverride.TotalDays:0} days later");
        return (errors.Any ? null : new ScheduleOverride(Guid.CreateVersion7(now), request.Schedule!, request.Person!, starts, request.EndsAt!.Value, createdBy, now), errors);
    }
}

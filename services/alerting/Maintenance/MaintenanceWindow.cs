using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Maintenance;

/// <summary>Planned work: alerts that match are not told of while it lasts. Either once, or again and again.</summary>
internal sealed record MaintenanceWindow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Which alerts; none: all of them.</summary>
    public required IReadOnlyList<LabelMatcher> Matchers { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public Recurrence? Recurrence { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The first occurrence that begins after <paramref name="now"/>; null where none does.</summary>
    public Occurrence? Next(DateTimeOffset now) =>
        Recurrence is not null ? Recurrence.Next(now)
        : this is { StartsAt: { } starts, EndsAt: { } ends } && starts > now ? new Occurrence(starts, ends)
        : null;

    /// <summary>When the work that goes on at <paramref name="now"/> ends; null when none does.</summary>
    public DateTimeOffset? EndOfCurrent(DateTimeOffset now) =>
        Recurrence is not null ? Recurrence.EndOfCurrent(now)
        : StartsAt <= now && now < EndsAt ? EndsAt
        : null;
}

using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Silences;

/// <summary>A person's word that alerts which match are not to be told of for a while.</summary>
internal sealed record Silence
{
    public required Guid Id { get; init; }

    public required IReadOnlyList<LabelMatcher> Matchers { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required string CreatedBy { get; init; }

    public required string Comment { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsActive(DateTimeOffset now) => StartsAt <= now && now < EndsAt;
}

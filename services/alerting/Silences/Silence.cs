using PerfMonitor.Alerting.Alerts;
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

    /// <summary>A silence for exactly this alert.</summary>
    public static Silence Of(Alert alert, TimeSpan length, string createdBy, string comment, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Matchers = [.. alert.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new LabelMatcher(label.Key, MatchKind.Equal, label.Value))],
        StartsAt = now,
        EndsAt = now + length,
        CreatedBy = createdBy,
        Comment = comment,
        CreatedAt = now,
    };

    public bool IsActive(DateTimeOffset now) => StartsAt <= now && now < EndsAt;

    /// <summary>The word both APIs use: <c>pending</c>, <c>active</c> or <c>expired</c>.</summary>
    public string StateAt(DateTimeOffset now) => IsActive(now) ? "active" : EndsAt <= now ? "expired" : "pending";
}

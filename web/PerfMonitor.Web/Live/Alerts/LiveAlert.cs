using PerfMonitor.Contracts;

namespace PerfMonitor.Web.Live.Alerts;

/// <summary>An alert as pages show it; the same names as in <c>GET /api/alerts</c>.</summary>
internal sealed record LiveAlert
{
    public required string Fingerprint { get; init; }

    public required string Name { get; init; }

    public required Severity Severity { get; init; }

    /// <summary><c>firing</c>, <c>acknowledged</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>Null where it is no finite number.</summary>
    public double? Value { get; init; }

    public double? Threshold { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? Note { get; init; }

    public static LiveAlert Of(AlertChanged change) => new()
    {
        Fingerprint = change.Fingerprint,
        Name = change.RuleName,
        Severity = change.Severity,
        State = change.State,
        Labels = change.Labels,
        Annotations = change.Annotations,
        Value = double.IsFinite(change.Value) ? change.Value : null,
        Threshold = change.Threshold is { } threshold && double.IsFinite(threshold) ? threshold : null,
        StartsAt = change.StartsAt,
        EndsAt = change.EndsAt,
        AcknowledgedBy = change.AcknowledgedBy,
        AcknowledgedAt = change.State == "acknowledged" ? change.ChangedAt : null,
    };
}

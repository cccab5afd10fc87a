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
    public double? Value
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>Null where there is none, or it is no finite number.</summary>
    public double? Threshold
    {
        get;
        init => field = Finite(value);
    }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? Note { get; init; }

    /// <summary>Grows with each change of this alert.</summary>
    public long Version { get; init; }

    public static LiveAlert Of(AlertChanged change) => new()
    {
        Fingerprint = change.Fingerprint,
        Name = change.RuleName,
        Severity = change.Severity,
        State = change.State,
        Labels = change.Labels,
        Annotations = change.Annotations,
        Value = change.Value,
        Threshold = change.Threshold,
        StartsAt = change.StartsAt,
        EndsAt = change.EndsAt,
        AcknowledgedBy = change.AcknowledgedBy,
        AcknowledgedAt = change.State == "acknowledged" ? change.ChangedAt : null,
        Version = change.Version,
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

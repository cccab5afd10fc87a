using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Alerts;

/// <summary>Where an alert stands in its life.</summary>
internal enum AlertState
{
    Firing,
    Acknowledged,
    Resolved,
}

/// <summary>One episode of an alert: from the moment it fired until it resolved. The same fingerprint has many episodes over time, at most one of them open.</summary>
internal sealed record Alert
{
    /// <summary>Given by the store; 0 before that.</summary>
    public long Id { get; init; }

    public required string Fingerprint { get; init; }

    public required Guid FiredEventId { get; init; }

    public Guid? ResolvedEventId { get; init; }

    public required string Name { get; init; }

    public required string RuleGroup { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>Always with <c>alertname</c> and <c>severity</c>, so that routes and silences can match on them.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required string Expression { get; init; }

    public required double Value { get; init; }

    public double? Threshold { get; init; }

    public string? Comparison { get; init; }

    public required AlertState State { get; init; }

    public required DateTimeOffset ActiveSince { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? EndReason { get; init; }

    public double? EndValue { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? Note { get; init; }

    /// <summary>When the newest sample behind the value was taken; the first stamp of the alert's path.</summary>
    public required DateTimeOffset SampleAt { get; init; }

    /// <summary>When this service got the event that fired it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When this service got the event that resolved it.</summary>
    public DateTimeOffset? EndReceivedAt { get; init; }

    /// <summary>Grows with every change of the fingerprint, over all its episodes. Given by the store.</summary>
    public long Version { get; init; }

    /// <summary>The target or instance it is about, where it has one.</summary>
    public string? Place => Labels.GetValueOrDefault("target") ?? Labels.GetValueOrDefault("instance");

    public bool IsOpen => State != AlertState.Resolved;
}

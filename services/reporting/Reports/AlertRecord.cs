namespace PerfMonitor.Reporting.Reports;

/// <summary>An alert as alerting tells it.</summary>
internal sealed record AlertRecord
{
    public required string Fingerprint { get; init; }

    public required string Name { get; init; }

    /// <summary>critical, warning or info.</summary>
    public required string Severity { get; init; }

    /// <summary>firing, acknowledged or resolved.</summary>
    public required string State { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public double? Value { get; init; }

    public double? Threshold { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
}

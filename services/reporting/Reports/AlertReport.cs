namespace PerfMonitor.Reporting.Reports;

/// <summary>The alerts that were active at some time of the period, oldest first.</summary>
internal sealed record AlertReport(IReadOnlyList<AlertEntry> Alerts)
{
    public int Count(string severity) => Alerts.Count(alert => alert.Severity == severity);

    /// <summary>Those active when the period ended.</summary>
    public int ActiveAtEnd => Alerts.Count(alert => alert.End is null);

    /// <summary>Those that began before the period.</summary>
    public int Older => Alerts.Count(alert => alert.BeganBefore);
}

/// <summary>One alert of the period.</summary>
internal sealed record AlertEntry
{
    public required string Fingerprint { get; init; }

    public required string Name { get; init; }

    /// <summary>critical, warning or info.</summary>
    public required string Severity { get; init; }

    /// <summary>What it is about, in words: its summary, else its labels.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Null where it was active when the period ended.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>How long it was active up to the end of the period, its time before the period included.</summary>
    public required TimeSpan Duration { get; init; }

    public bool BeganBefore { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
}

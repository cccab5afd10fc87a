namespace PerfMonitor.Reporting.Reports;

/// <summary>How the targets did.</summary>
internal sealed record AvailabilityReport(IReadOnlyList<TargetReport> Targets)
{
    public long Checks => Targets.Sum(target => target.Checks);

    /// <summary>The share of all checks that succeeded; null where none ran.</summary>
    public double? Uptime => Checks == 0 ? null : Targets.Sum(target => (target.Uptime ?? 0) * target.Checks) / Checks;

    public TimeSpan Downtime => Targets.Aggregate(TimeSpan.Zero, (sum, target) => sum + target.Downtime);

    public int Episodes => Targets.Sum(target => target.Episodes.Count());
}

/// <summary>How one target did.</summary>
internal sealed record TargetReport
{
    public required string Name { get; init; }

    /// <summary>web, api or backend.</summary>
    public required string Kind { get; init; }

    public required string Address { get; init; }

    /// <summary>The share of its checks that succeeded; null where none ran.</summary>
    public double? Uptime { get; init; }

    public long Checks { get; init; }

    /// <summary>Usual time between two checks.</summary>
    public TimeSpan Interval { get; init; }

    public IReadOnlyList<StateSpan> States { get; init; } = [];

    /// <summary>Response times in seconds; null where none was measured.</summary>
    public double? Median { get; init; }

    public double? P95 { get; init; }

    public double? Maximum { get; init; }

    public IReadOnlyList<MetricPoint> MedianOverTime { get; init; } = [];

    public IReadOnlyList<MetricPoint> P95OverTime { get; init; } = [];

    public DateTimeOffset? CertificateEnd { get; init; }

    public IEnumerable<StateSpan> Episodes => States.Where(span => !span.Up);

    public TimeSpan Downtime => Episodes.Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Length);

    /// <summary>Whether the last that is known of it is that it was down.</summary>
    public bool DownAtEnd => States.Count > 0 && !States[^1].Up;
}

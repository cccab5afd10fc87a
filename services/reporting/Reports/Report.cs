namespace PerfMonitor.Reporting.Reports;

/// <summary>A report as facts, before it becomes a page.</summary>
internal sealed record Report
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required ReportPeriod Period { get; init; }

    /// <summary>The zone times are told in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    public required string RequestedBy { get; init; }

    public required Headline Headline { get; init; }

    public required AvailabilityReport Availability { get; init; }

    public required IReadOnlyList<HostReport> Hosts { get; init; }

    public required AlertReport Alerts { get; init; }

    /// <summary>What is not in the report although there are data for it, in sentences.</summary>
    public required IReadOnlyList<string> Omissions { get; init; }

    /// <summary>What was asked to get these figures.</summary>
    public required IReadOnlyList<ReportQuery> Queries { get; init; }

    /// <summary>Distance of the points of the charts.</summary>
    public required TimeSpan Step { get; init; }
}

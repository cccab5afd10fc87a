namespace PerfMonitor.Reporting.Reports;

/// <summary>What somebody wants a report about.</summary>
internal sealed record ReportRequest
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required ReportPeriod Period { get; init; }

    /// <summary>A user's name, or the schedule's.</summary>
    public required string RequestedBy { get; init; }

    public IReadOnlyList<string> MailTo { get; init; } = [];
}

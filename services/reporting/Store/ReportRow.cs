using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Store;

/// <summary>A report as people see it in a list.</summary>
internal sealed record ReportRow
{
    public required ReportRequest Request { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>queued, running, ready or failed.</summary>
    public required string State { get; init; }

    /// <summary>Why it failed, or why the last attempt did not succeed.</summary>
    public string? Reason { get; init; }

    public required int Attempts { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Verdict { get; init; }

    public string? Headline { get; init; }

    /// <summary>none, pending, sent or failed.</summary>
    public required string MailState { get; init; }

    public string? MailReason { get; init; }

    public required IReadOnlyList<FileRow> Files { get; init; }
}

/// <summary>A file of a report without its content.</summary>
internal sealed record FileRow(string Format, string FileName, int? Pages, long Size);

using PerfMonitor.Reporting.Store;

namespace PerfMonitor.Reporting.Api;

/// <summary>A report as the API shows it.</summary>
internal sealed record ReportDto
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>queued, running, ready or failed.</summary>
    public required string State { get; init; }

    /// <summary>Why it failed, or why it is not ready yet.</summary>
    public string? Reason { get; init; }

    public required int Attempts { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>noData, good, attention or bad.</summary>
    public string? Verdict { get; init; }

    /// <summary>The report in one or two sentences.</summary>
    public string? Headline { get; init; }

    /// <summary>Of the PDF.</summary>
    public int? Pages { get; init; }

    /// <summary>Of the PDF, in bytes.</summary>
    public long? Size { get; init; }

    public required IReadOnlyList<FileDto> Files { get; init; }

    public required MailDto Mail { get; init; }

    public static ReportDto Of(ReportRow row)
    {
        var pdf = row.Files.FirstOrDefault(file => file.Format == "pdf");
        return new ReportDto
        {
            Id = row.Request.Id,
            Title = row.Request.Title,
            From = row.Request.Period.From,
            To = row.Request.Period.To,
            State = row.State,
            Reason = row.Reason,
            Attempts = row.Attempts,
            RequestedBy = row.Request.RequestedBy,
            RequestedAt = row.RequestedAt,
            FinishedAt = row.FinishedAt,
            Verdict = row.Verdict is { Length: > 0 } verdict ? char.ToLowerInvariant(verdict[0]) + verdict[1..] : null,
            Headline = row.Headline,
            Pages = pdf?.Pages,
            Size = pdf?.Size,
            Files = [.. row.Files.Select(file => new FileDto(file.Format, file.FileName, file.Size))],
            Mail = new MailDto(row.Request.MailTo, row.MailState, row.MailReason),
        };
    }
}

/// <summary>A form the report can be downloaded in.</summary>
internal sealed record FileDto(string Format, string FileName, long Size);

/// <summary>Who gets the report by mail, and what became of it: none, pending, sent or failed.</summary>
internal sealed record MailDto(IReadOnlyList<string> To, string State, string? Reason);

/// <summary>A page of the list.</summary>
internal sealed record ReportListDto(IReadOnlyList<ReportDto> Reports);

/// <summary>The answer to a request for a report.</summary>
internal sealed record ReportAcceptedDto(Guid Id);

using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Generation;

/// <summary>A report this process has taken on, for as long as it renews the lease.</summary>
internal sealed record Claim
{
    public required ReportRequest Request { get; init; }

    /// <summary>Proves that the claim is still ours: another process that takes the report over sets its own.</summary>
    public required Guid Lease { get; init; }

    /// <summary>Whether its files are stored and only announcing or mailing is left.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Attempts to make it, this one included.</summary>
    public required int Attempts { get; init; }

    /// <summary>Attempts to announce and mail it, this one included.</summary>
    public required int DeliveryAttempts { get; init; }

    public required bool IsAnnounced { get; init; }

    public required bool MailIsDue { get; init; }

    /// <summary>Whom a mail that is due is still to be sent to.</summary>
    public required IReadOnlyList<string> MailOpen { get; init; }

    /// <summary>Who of the others was refused for good; null where nobody was.</summary>
    public string? MailRefused { get; init; }

    /// <summary>The one sentence of a report that is ready.</summary>
    public string Headline { get; init; } = "";

    /// <summary>When a ready report was made.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What is kept of a report that was made.</summary>
internal sealed record FinishedReport(IReadOnlyList<StoredFile> Files, Headline Headline, DateTimeOffset FinishedAt);

/// <summary>A file to keep.</summary>
internal sealed record StoredFile(string Format, string ContentType, string FileName, int? Pages, byte[] Content);

using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Generation;

/// <summary>
/// The reports that are asked for, kept so that none is lost and none is made twice. Methods that take a claim change
/// nothing and answer false when another process has taken the report over.
/// </summary>
internal interface IReportQueue
{
    /// <summary>Keeps a request. Answers false where a report of this id is known already.</summary>
    Task<bool> AddAsync(ReportRequest request, DateTimeOffset requestedAt, CancellationToken cancellationToken);

    /// <summary>How many reports wait or are worked on.</summary>
    Task<int> LengthAsync(CancellationToken cancellationToken);

    /// <summary>Takes on the report that has been due the longest; null where none is.</summary>
    Task<Claim?> ClaimAsync(TimeSpan lease, CancellationToken cancellationToken);

    Task<bool> RenewAsync(Claim claim, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Stores the files and the new state in one transaction.</summary>
    Task<bool> FinishAsync(Claim claim, FinishedReport report, CancellationToken cancellationToken);

    /// <summary>Puts the report back, to be tried again after the delay.</summary>
    Task<bool> RetryAsync(Claim claim, string reason, TimeSpan delay, CancellationToken cancellationToken);

    Task<bool> FailAsync(Claim claim, string reason, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Puts the report back as if it had not been taken on: this process stops.</summary>
    Task<bool> ReturnAsync(Claim claim, CancellationToken cancellationToken);

    Task<StoredFile?> FileAsync(Guid id, string format, CancellationToken cancellationToken);

    /// <summary>Keeps what became of the mail, at once: a mail that is sent and forgotten would be sent again.</summary>
    Task<bool> MailedAsync(Claim claim, MailResult mail, CancellationToken cancellationToken);

    /// <summary>Keeps whether the report is announced, and lets go of it. What is left is due again after the delay.</summary>
    Task<bool> DeliveredAsync(Claim claim, bool announced, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>What became of a mail.</summary>
/// <param name="State">sent, pending or failed.</param>
/// <param name="Reason">Why it is not sent, or who of the recipients was refused.</param>
/// <param name="Open">Whom a pending one is still to be sent to.</param>
/// <param name="Refused">Who of the others was refused for good; null where nobody was.</param>
internal sealed record MailResult(string State, string? Reason, IReadOnlyList<string> Open, string? Refused)
{
    public static MailResult Sent(string? refused) => new("sent", refused, [], refused);

    public static MailResult Pending(string reason, IReadOnlyList<string> open, string? refused) => new("pending", reason, open, refused);

    public static MailResult Failed(string reason) => new("failed", reason, [], null);
}

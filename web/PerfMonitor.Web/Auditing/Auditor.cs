using Npgsql;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Auditing;

/// <summary>Writes what somebody did into the audit log.</summary>
internal sealed class Auditor(IAuditStore store, TimeProvider time, WebMetrics metrics, ILogger<Auditor> log)
{
    /// <summary>Longer texts are cut: they come from requests.</summary>
    private const int LongestText = 500;

    /// <summary>Records what the caller of a request did.</summary>
    public Task RecordAsync(HttpContext context, string action, string target, AuditOutcome outcome, string detail = "") =>
        RecordAsync(context, Caller.Of(context.User)?.Name ?? "anonymous", action, target, outcome, detail);

    /// <summary>Records what somebody did who is not, or not yet, the caller of the request.</summary>
    public Task RecordAsync(HttpContext context, string actor, string action, string target, AuditOutcome outcome, string detail) =>
        WriteAsync(new AuditEntry(time.GetUtcNow(), Cut(actor), action, Cut(target), AddressOf(context), outcome, Cut(detail)));

    /// <summary>Records what this process did by itself.</summary>
    public Task RecordSystemAsync(string action, string target, string detail) =>
        WriteAsync(new AuditEntry(time.GetUtcNow(), "system", action, target, "", AuditOutcome.Success, detail));

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    // What was done stays done when the log cannot be written, so the entry goes to the process log instead. Not cancelled
    // with the request: a client that hangs up does not keep its deed out of the log.
    private async Task WriteAsync(AuditEntry entry)
    {
        try
        {
            await store.AddAsync(entry, CancellationToken.None);
        }
        catch (NpgsqlException failure)
        {
            metrics.AuditEntryLost();
            log.AuditNotWritten(failure, entry.Actor, entry.Action, entry.Target, entry.Address, entry.Outcome, entry.Detail);
        }
    }

    // PostgreSQL's text type cannot hold NUL.
    private static string Cut(string text) => (text.Length <= LongestText ? text : text[..LongestText]).Replace('\0', ' ');
}

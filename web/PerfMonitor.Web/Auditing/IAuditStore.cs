namespace PerfMonitor.Web.Auditing;

/// <summary>Keeps the audit log.</summary>
internal interface IAuditStore
{
    Task AddAsync(AuditEntry entry, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<StoredAuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation);

    /// <summary>Deletes what is older than a time or beyond a number of entries.</summary>
    Task<int> DeleteAsync(DateTimeOffset olderThan, long keep, CancellationToken cancellation);
}

/// <summary>Which entries to list.</summary>
internal sealed record AuditQuery(int Limit, long? Before, string? Actor, string? Action);

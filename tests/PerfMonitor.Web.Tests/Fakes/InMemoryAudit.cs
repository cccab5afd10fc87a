using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>The audit log in memory.</summary>
internal sealed class InMemoryAudit : IAuditStore
{
    private readonly Lock _lock = new();
    private readonly List<StoredAuditEntry> _entries = [];

    /// <summary>The entries as short lines: actor action target outcome.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
                return [.. _entries.Select(entry => $"{entry.Actor} {entry.Action} {entry.Target} {entry.Outcome}")];
        }
    }

    public Task AddAsync(AuditEntry entry, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _entries.Add(new StoredAuditEntry(
                _entries.Count + 1, entry.At, entry.Actor, entry.Action, entry.Target, entry.Address, entry.Outcome, entry.Detail));
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredAuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<StoredAuditEntry>>([.. _entries
                .Where(entry => query.Before is null || entry.Id < query.Before)
                .Where(entry => query.Actor is null || entry.Actor == query.Actor)
                .Where(entry => query.Action is null || entry.Action == query.Action)
                .OrderByDescending(entry => entry.Id)
                .Take(query.Limit)]);
        }
    }

    public Task<int> DeleteAsync(DateTimeOffset olderThan, long keep, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var newest = _entries.Count == 0 ? 0 : _entries[^1].Id;
            return Task.FromResult(_entries.RemoveAll(entry => entry.At < olderThan || entry.Id <= newest - keep));
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Testing;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Tests.Auditing;

public sealed class AuditorTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly WebMetrics _metrics = new();
    private readonly List<AuditEntry> _written = [];

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task Cuts_what_a_request_brought_and_keeps_it_storable()
    {
        await Auditor(new Store(_written)).RecordAsync(new DefaultHttpContext(), $"a\0{new string('x', 600)}", "login", "target", AuditOutcome.Refused, "");

        Assert.Equal(
            new AuditEntry(_time.GetUtcNow(), $"a {new string('x', 498)}", "login", "target", "unknown", AuditOutcome.Refused, ""),
            Assert.Single(_written));
    }

    [Fact]
    public async Task What_was_done_stands_although_the_log_cannot_be_written() =>
        await Auditor(new Store(null)).RecordAsync(new DefaultHttpContext(), "user.create", "ann", AuditOutcome.Success);

    private Auditor Auditor(IAuditStore store) => new(store, _time, _metrics, NullLogger<Auditor>.Instance);

    // Away when there is no list to write to.
    private sealed class Store(List<AuditEntry>? written) : IAuditStore
    {
        public Task AddAsync(AuditEntry entry, CancellationToken cancellation)
        {
            (written ?? throw new NpgsqlException("away")).Add(entry);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<StoredAuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<int> DeleteAsync(DateTimeOffset olderThan, long keep, CancellationToken cancellation) => throw new NotSupportedException();
    }
}

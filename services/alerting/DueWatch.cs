using Npgsql;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting;

/// <summary>Something to look for in the database: <paramref name="Condition"/> is an SQL condition, in it <c>$1</c> is the time; where it holds, <paramref name="Wake"/> is called.</summary>
internal sealed record Watch(string Condition, Action Wake);

/// <summary>
/// Asks in one round trip, once a second, which of this service's loops have something to do, and wakes those: what has become due by time
/// alone, or was stored by another instance. Each looking for itself would be twenty statements a second with nothing to do.
/// </summary>
internal sealed class DueWatch(NpgsqlDataSource source, IEnumerable<Watch> watches, Signals signals, TimeProvider clock)
{
    /// <summary>How long a loop waits to be woken before it looks for itself.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<Watch> _watches =
    [
        .. watches,
        new Watch("EXISTS (SELECT 1 FROM alerting.groups WHERE next_flush_at <= $1) OR EXISTS (SELECT 1 FROM alerting.heartbeat WHERE passed_at IS NULL OR passed_at < sent_at)", signals.Flushing.Signal),
        new Watch("EXISTS (SELECT 1 FROM alerting.outbox)", signals.Publishing.Signal),
    ];

    /// <summary>One look.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.Then($"SELECT {string.Join(", ", _watches.Select(watch => watch.Condition))}", now)
            .Then("SELECT DISTINCT channel FROM alerting.notifications WHERE status = 'pending' AND next_attempt_at <= $1 OR status = 'sending' AND lease_until <= $1", now);

        // Once for each connection. Planning it costs several times what answering it does, each second.
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        foreach (var (index, watch) in _watches.Index())
        {
            if (reader.GetBoolean(index))
            {
                watch.Wake();
            }
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            signals.Channel(reader.GetString(0)).Signal();
        }
    }
}

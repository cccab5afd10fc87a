using Npgsql;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Store;

/// <summary>Alerts and groups in the PostgreSQL schema <c>alerting</c>. Locks are row locks, so any number of instances may work at once.</summary>
internal sealed class PostgresAlertStore(NpgsqlDataSource source, ILogger<PostgresAlertStore> logger) : IAlertStore
{
    public async Task<IAlertTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            return new PostgresAlertTransaction(connection, await connection.BeginTransactionAsync(cancellationToken), logger);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<DateTimeOffset?> NextDueAsync(RoutingTree tree, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT least(
              (SELECT g.next_flush_at FROM alerting.groups g WHERE g.next_flush_at IS NOT NULL AND {GroupRow.IsKnown} ORDER BY g.next_flush_at LIMIT 1),
              (SELECT min(next_flush_at) FROM alerting.groups) + $3)
            """).With(tree.Hash, tree.Routes.Keys.ToArray(), RouteStage.Patience);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }
}

using Npgsql;

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

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT min(next_flush_at) FROM alerting.groups WHERE next_flush_at IS NOT NULL");
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }
}

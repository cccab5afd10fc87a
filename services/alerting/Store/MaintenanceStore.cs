using Npgsql;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>Maintenance windows in PostgreSQL.</summary>
internal sealed class MaintenanceStore(NpgsqlDataSource source)
{
    private const string Insert =
        """
        INSERT INTO alerting.maintenance_windows (id, name, matchers, starts_at, ends_at, recurrence, created_by, created_at)
        SELECT $1, $2, $3, $4::timestamptz, $5::timestamptz, $6::jsonb, $7, $8
        """;

    public async Task<IReadOnlyList<MaintenanceWindow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {MaintenanceRow.Columns} FROM alerting.maintenance_windows ORDER BY created_at DESC");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(MaintenanceRow.Read, cancellationToken);
    }

    /// <summary>False where there are as many windows as are allowed; those that are over do not count.</summary>
    public async Task<bool> AddAsync(MaintenanceWindow window, int most, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"{Insert} WHERE (SELECT count(*) FROM alerting.maintenance_windows WHERE recurrence IS NOT NULL OR ends_at > $8) < $9").With([.. Values(window), most]);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Puts another in the place of one, which goes in the same transaction: there is no moment without either. What it held back is due, and
    /// held back again where the new one holds it too. False where the old one is not known, also because somebody else was first; then nothing is changed.
    /// </summary>
    public async Task<bool> ReplaceAsync(Guid old, MaintenanceWindow window, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A batch is one transaction.
        await using var batch = source.CreateBatch();
        batch
            .Then(HeldGroups.HoldRuns)
            .Then($"WITH gone AS (DELETE FROM alerting.maintenance_windows WHERE id = $9 RETURNING id) {Insert} WHERE EXISTS (SELECT FROM gone)", [.. Values(window), old])
            .ThenWake(MaintenanceStage.Name, now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    /// <summary>Removes it, and what it held back is due. False where it is not known.</summary>
    public async Task<bool> RemoveAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A batch is one transaction.
        await using var batch = source.CreateBatch();
        batch.Then(HeldGroups.HoldRuns).Then("DELETE FROM alerting.maintenance_windows WHERE id = $1", id).ThenWake(MaintenanceStage.Name, now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    private static object?[] Values(MaintenanceWindow window) =>
    [
        window.Id, window.Name, Jsonb.Of(window.Matchers), window.StartsAt, window.EndsAt,
        window.Recurrence is null ? null : Jsonb.Of(window.Recurrence), window.CreatedBy, window.CreatedAt,
    ];
}

using Npgsql;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Store;

/// <summary>Silences in PostgreSQL.</summary>
internal sealed class SilenceStore(NpgsqlDataSource source)
{
    /// <summary>Ends the silence <c>$1</c> at the moment <c>$2</c>, where it is not over.</summary>
    public const string Expiry = "UPDATE alerting.silences SET ends_at = $2, starts_at = least(starts_at, $2) WHERE id = $1 AND ends_at > $2";

    // Silences listed at once; newest end first.
    private const int MostListed = 1000;

    public async Task<IReadOnlyList<Silence>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {SilenceRow.Columns} FROM alerting.silences ORDER BY ends_at DESC LIMIT {MostListed}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(SilenceRow.Read, cancellationToken);
    }

    public async Task<Silence?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {SilenceRow.Columns} FROM alerting.silences WHERE id = $1").With(id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? SilenceRow.Read(reader) : null;
    }

    /// <summary>False where as many silences are waiting or active as are allowed; then nothing is changed.</summary>
    /// <param name="silence">The new one.</param>
    /// <param name="most">How many may be waiting or active.</param>
    /// <param name="now">The moment.</param>
    /// <param name="replaces">One that ends in the same transaction: there is no moment without either.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> AddAsync(Silence silence, int most, DateTimeOffset now, Guid? replaces, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (replaces is { } old)
        {
            ThenExpire(batch, old, now);
        }

        batch.Then(
            """
            INSERT INTO alerting.silences (id, matchers, starts_at, ends_at, created_by, comment, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM alerting.silences WHERE ends_at > $9) < $8
            """,
            silence.Id, Jsonb.Of(silence.Matchers), silence.StartsAt, silence.EndsAt, silence.CreatedBy, silence.Comment, silence.CreatedAt, most, now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (batch.BatchCommands[^1].RecordsAffected == 0)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends it now, and what it held back is due; its record stays. False where it is not known or already over.</summary>
    public async Task<bool> ExpireAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A batch is one transaction.
        await using var batch = source.CreateBatch();
        ThenExpire(batch, id, now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    private static void ThenExpire(NpgsqlBatch batch, Guid id, DateTimeOffset now) =>
        batch.Then(HeldGroups.HoldRuns).Then(Expiry, id, now).ThenWake(SilenceStage.Name, now);
}

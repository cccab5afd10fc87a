using Npgsql;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Store;

/// <summary>Silences in PostgreSQL.</summary>
internal sealed class SilenceStore(NpgsqlDataSource source)
{
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

    /// <summary>False where as many silences are waiting or active as are allowed.</summary>
    public async Task<bool> AddAsync(Silence silence, int most, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.silences (id, matchers, starts_at, ends_at, created_by, comment, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM alerting.silences WHERE ends_at > $9) < $8
            """).With(silence.Id, Jsonb.Of(silence.Matchers), silence.StartsAt, silence.EndsAt, silence.CreatedBy, silence.Comment, silence.CreatedAt, most, now);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends it now; its record stays. False where it is not known or already over.</summary>
    public async Task<bool> ExpireAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "UPDATE alerting.silences SET ends_at = $2, starts_at = least(starts_at, $2) WHERE id = $1 AND ends_at > $2").With(id, now);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}

using Microsoft.Extensions.Options;
using Npgsql;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Targets in the table <c>ingestion.targets</c>.</summary>
internal sealed class PostgresTargetStore(NpgsqlDataSource source, IOptions<TargetOptions> options) : ITargetStore
{
    public async Task<IReadOnlyList<Target>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {TargetRow.Columns} FROM ingestion.targets ORDER BY name");
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<Target?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {TargetRow.Columns} FROM ingestion.targets WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    public async Task<TargetChange> AddAsync(Target target, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            INSERT INTO ingestion.targets ({TargetRow.Columns})
            SELECT {TargetRow.Places}
            WHERE (SELECT count(*) FROM ingestion.targets) < $16
            """);
        AddParameters(command.Parameters, target);
        command.Parameters.AddWithValue((long)options.Value.Maximum);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellationToken) == 0 ? TargetChange.Full : TargetChange.Done;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return TargetChange.NameTaken;
        }
    }

    public async Task<TargetChange> UpdateAsync(Target target, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            UPDATE ingestion.targets SET name = $2, url = $3, kind = $4, interval_seconds = $5, timeout_seconds = $6, method = $7, headers = $8::jsonb, expected_status = $9,
                keyword = $10::text, follow_redirects = $11, allow_invalid_certificate = $12, tags = $13, enabled = $14, origin = $15, updated_at = now()
            WHERE id = $1
            """);
        AddParameters(command.Parameters, target);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellationToken) == 0 ? TargetChange.NotFound : TargetChange.Done;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return TargetChange.NameTaken;
        }
    }

    public async Task<TargetChange> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM ingestion.targets WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 0 ? TargetChange.NotFound : TargetChange.Done;
    }

    public async Task ProvideAsync(TargetOrigin origin, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var gone = new NpgsqlCommand("DELETE FROM ingestion.targets WHERE origin = $1 AND name <> ALL ($2)", connection))
        {
            gone.Parameters.AddWithValue(TargetRow.TextOf(origin));
            gone.Parameters.AddWithValue(targets.Select(target => target.Name).ToArray());
            await gone.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var target in targets)
        {
            // The id stays, and with it whatever refers to it.
            await using var provide = new NpgsqlCommand($"""
                INSERT INTO ingestion.targets ({TargetRow.Columns}) VALUES ({TargetRow.Places})
                ON CONFLICT (name) DO UPDATE SET url = excluded.url, kind = excluded.kind, interval_seconds = excluded.interval_seconds,
                    timeout_seconds = excluded.timeout_seconds, method = excluded.method, headers = excluded.headers, expected_status = excluded.expected_status,
                    keyword = excluded.keyword, follow_redirects = excluded.follow_redirects, allow_invalid_certificate = excluded.allow_invalid_certificate,
                    tags = excluded.tags, enabled = excluded.enabled, origin = excluded.origin, updated_at = now()
                """, connection);
            AddParameters(provide.Parameters, target);
            await provide.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static void AddParameters(NpgsqlParameterCollection parameters, Target target)
    {
        foreach (var value in TargetRow.Values(target))
        {
            parameters.AddWithValue(value ?? DBNull.Value);
        }
    }

    private static async Task<List<Target>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var targets = new List<Target>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            targets.Add(TargetRow.Read(reader));
        }

        return targets;
    }
}

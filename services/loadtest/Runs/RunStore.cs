using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.LoadTest.Progress;

namespace PerfMonitor.LoadTest.Runs;

/// <summary>The runs in PostgreSQL.</summary>
internal sealed class RunStore(NpgsqlDataSource source)
{
    private const string Columns = "id, name, url, virtual_users, duration_seconds, state, started_by, started_at, ended_at, progress";

    public async Task AddAsync(Run run, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            INSERT INTO loadtest.runs (id, name, url, virtual_users, duration_seconds, state, started_by, started_at, alive_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
            """);
        command.Parameters.AddWithValue(run.Id);
        command.Parameters.AddWithValue(run.Name);
        command.Parameters.AddWithValue(run.Url);
        command.Parameters.AddWithValue(run.VirtualUsers);
        command.Parameters.AddWithValue(run.DurationSeconds);
        command.Parameters.AddWithValue(run.State);
        command.Parameters.AddWithValue(run.StartedBy);
        command.Parameters.AddWithValue(run.StartedAt);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task SaveProgressAsync(Guid id, ProgressRecord progress, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("UPDATE loadtest.runs SET progress = $2, alive_at = now() WHERE id = $1 AND state = 'running'");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(progress, JsonSerializerOptions.Web));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task EndAsync(Guid id, string state, DateTimeOffset endedAt, ProgressRecord? progress, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("UPDATE loadtest.runs SET state = $2, ended_at = $3, progress = coalesce($4, progress) WHERE id = $1");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(state);
        command.Parameters.AddWithValue(endedAt);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, progress is null ? DBNull.Value : JsonSerializer.Serialize(progress, JsonSerializerOptions.Web));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Marks runs whose process gives no sign of life any more.</summary>
    public async Task<int> InterruptAbandonedAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            UPDATE loadtest.runs SET state = 'interrupted', ended_at = alive_at
            WHERE state = 'running' AND alive_at < now() - $1
            """);
        command.Parameters.AddWithValue(silence);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<Run?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM loadtest.runs WHERE id = $1");
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    /// <summary>Runs, newest first: the newest of all, or the newest that are older than a given one.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(int limit, Run? before, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM loadtest.runs WHERE $2::timestamptz IS NULL OR (started_at, id) < ($2, $3) ORDER BY started_at DESC, id DESC LIMIT $1");
        command.Parameters.AddWithValue(limit);
        command.Parameters.AddWithValue(NpgsqlDbType.TimestampTz, before is null ? DBNull.Value : before.StartedAt);
        command.Parameters.AddWithValue(NpgsqlDbType.Uuid, before is null ? DBNull.Value : before.Id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var runs = new List<Run>();
        while (await reader.ReadAsync(cancellationToken))
        {
            runs.Add(Read(reader));
        }

        return runs;
    }

    private static Run Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.GetInt32(3),
        row.GetDouble(4),
        row.GetString(5),
        row.GetString(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : JsonSerializer.Deserialize<ProgressRecord>(row.GetString(9), JsonSerializerOptions.Web));
}

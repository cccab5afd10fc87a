using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace PerfMonitor.Analytics.Annotations;

/// <summary>Annotations in PostgreSQL: the newest 100,000, so that a program that notes too much pushes out old ones and fills no disk.</summary>
internal sealed class AnnotationStore(NpgsqlDataSource source)
{
    private const int MostKept = 100_000;

    public async Task AddAsync(Annotation annotation, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            WITH added AS (
                INSERT INTO history.annotations (id, kind, text, labels, starts_at, ends_at, created_by, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8))
            DELETE FROM history.annotations
            WHERE id IN (SELECT id FROM history.annotations ORDER BY starts_at DESC OFFSET {MostKept - 1})
            """);
        command.Parameters.AddWithValue(annotation.Id);
        command.Parameters.AddWithValue(annotation.Kind);
        command.Parameters.AddWithValue(annotation.Text);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(annotation.Labels));
        command.Parameters.AddWithValue(annotation.Start);
        command.Parameters.AddWithValue(annotation.End);
        command.Parameters.AddWithValue(annotation.CreatedBy);
        command.Parameters.AddWithValue(annotation.CreatedAt);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Those that lie at least partly between two moments, the newest first; of one kind, where one is named.</summary>
    public async Task<IReadOnlyList<Annotation>> ListAsync(DateTimeOffset from, DateTimeOffset to, string? kind, int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            SELECT id, kind, text, labels::text, starts_at, ends_at, created_by, created_at
            FROM history.annotations
            WHERE starts_at <= $2 AND ends_at >= $1 AND ($3 IS NULL OR kind = $3)
            ORDER BY starts_at DESC LIMIT $4
            """);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(to);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.AddWithValue(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var annotations = new List<Annotation>();
        while (await reader.ReadAsync(cancellationToken))
        {
            annotations.Add(new Annotation(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(3))!,
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetFieldValue<DateTimeOffset>(5),
                reader.GetString(6),
                reader.GetFieldValue<DateTimeOffset>(7)));
        }

        return annotations;
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.annotations WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}

using System.Text.Json;
using Npgsql;
using PerfMonitor.Alerting.OnCall;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Policies, schedules, people and overrides in PostgreSQL.</summary>
internal sealed class EscalationSettings(NpgsqlDataSource source, ILogger<EscalationSettings> logger)
{
    /// <summary>Most of each kind.</summary>
    public const int Most = 500;

    /// <summary>Nobody begins escalations by a book that is about to change; taken before it is changed.</summary>
    public const string HoldBegins = $"SELECT pg_advisory_xact_lock({Key})";

    /// <summary>The book does not change until the transaction ends.</summary>
    public const string Keep = $"SELECT pg_advisory_xact_lock_shared({Key})";

    /// <summary>Begins anew what no policy matched, and goes on with what ended because its policy was gone: one may match now.</summary>
    public const string Reconsider =
        """
        WITH unmatched AS (DELETE FROM alerting.escalations WHERE state = 'none')
        UPDATE alerting.escalations e SET state = 'waiting', next_at = a.starts_at FROM alerting.alerts a
        WHERE a.id = e.alert_id AND e.state = 'done' AND e.held IS NOT NULL
        """;

    private const string Key = "hashtextextended('alerting.escalation_book', 0)";

    /// <summary>All of it. What cannot be read is left out and logged.</summary>
    public async Task<ContactBook> ReadAsync(CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.Then("SELECT kind, name, body FROM alerting.escalation_settings ORDER BY kind, name")
            .Then("SELECT id, schedule, person, starts_at, ends_at, created_by, created_at FROM alerting.schedule_overrides WHERE ends_at > now() - interval '1 day' ORDER BY starts_at");
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = await reader.ReadAllAsync(static row => (Kind: row.GetString(0), Name: row.GetString(1), Body: row.GetString(2)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var overrides = await reader.ReadAllAsync(
            static row => new ScheduleOverride(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6)),
            cancellationToken);
        return new ContactBook(
            [.. Of<EscalationPolicy>("policy").Select(static one => one.Value)],
            Of<Person>("person").ToDictionary(static one => one.Name, static one => one.Value),
            Of<Schedule>("schedule").ToDictionary(static one => one.Name, static one => one.Value),
            overrides);

        IEnumerable<(string Name, T Value)> Of<T>(string kind) => rows.Where(row => row.Kind == kind).Select(row => (row.Name, Value: Read<T>(row.Name, row.Body))).Where(static one => one.Value is not null)!;
    }

    public async Task<bool> PutAsync<T>(string kind, string name, T value, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Then(HoldBegins).Then(
            """
            INSERT INTO alerting.escalation_settings (kind, name, body, updated_at, updated_by)
            SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM alerting.escalation_settings WHERE kind = $1 AND name <> $2) < $6
            ON CONFLICT (kind, name) DO UPDATE SET body = EXCLUDED.body, updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by
            """,
            kind, name, Jsonb.Of(value), now, user, Most).Then(Reconsider);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    public async Task<bool> RemoveAsync(string kind, string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM alerting.escalation_settings WHERE kind = $1 AND name = $2").With(kind, name);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<bool> AddAsync(ScheduleOverride standIn, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.schedule_overrides (id, schedule, person, starts_at, ends_at, created_by, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM alerting.schedule_overrides WHERE ends_at > $7) < $8
            """).With(standIn.Id, standIn.Schedule, standIn.Person, standIn.StartsAt, standIn.EndsAt, standIn.CreatedBy, standIn.CreatedAt, Most);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<bool> RemoveOverrideAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM alerting.schedule_overrides WHERE id = $1").With(id);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private T? Read<T>(string name, string body)
    {
        try
        {
            return StoredJson.Read<T>(body);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or ArgumentException)
        {
            Log.SettingUnreadable(logger, name, broken.Message);
            return default;
        }
    }
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Where the rules stand, in PostgreSQL. Writes go through the connection that holds the leader's lock: an instance that lost
/// the lock lost the connection with it, and cannot write over its successor.
/// </summary>
internal static class RuleStateStore
{
    /// <summary>All alerts that are pending, firing or remembered, by rule.</summary>
    public static async Task<Dictionary<string, Dictionary<SeriesId, AlertInstance>>> LoadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT rule_key, state, labels::text, annotations::text, value, active_at, fired_at, keep_firing_since, starts
            FROM history.rule_state
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rules = new Dictionary<string, Dictionary<SeriesId, AlertInstance>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var alert = new AlertInstance
            {
                State = Enum.Parse<AlertState>(reader.GetString(1), ignoreCase: true),
                Labels = LabelJson.Read(reader.GetString(2)),
                Annotations = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(3))!,
                Value = reader.GetDouble(4),
                ActiveSince = reader.GetFieldValue<DateTimeOffset>(5),
                FiredAt = await reader.IsDBNullAsync(6, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(6),
                KeepFiringSince = await reader.IsDBNullAsync(7, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(7),
                Starts = await reader.GetFieldValueAsync<DateTimeOffset[]>(8, cancellationToken),
            };
            var key = reader.GetString(0);
            if (!rules.TryGetValue(key, out var alerts))
            {
                rules[key] = alerts = [];
            }

            alerts[alert.Fingerprint] = alert;
        }

        return rules;
    }

    /// <summary>Stores a change and its events in one transaction.</summary>
    public static async Task SaveAsync(NpgsqlConnection connection, RuleChange change, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var transition in change.Transitions)
        {
            batch.BatchCommands.Add(transition is { Ends: true, Rest: null } ? Delete(change.RuleKey, transition.Alert) : Upsert(change.RuleKey, transition.Rest ?? transition.Alert));
        }

        foreach (var fired in change.Fired)
        {
            batch.BatchCommands.Add(Event(fired.EventId, AlertOutbox.Fired, JsonSerializer.Serialize(fired)));
        }

        foreach (var resolved in change.Resolved)
        {
            batch.BatchCommands.Add(Event(resolved.EventId, AlertOutbox.Resolved, JsonSerializer.Serialize(resolved)));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Leaves a heartbeat to be published. One that still waits, as the bus is away, is brought up to date: never is there more than one.</summary>
    public static async Task BeatAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH waiting AS (UPDATE history.alert_outbox SET body = $2 WHERE kind = $1 RETURNING id)
            INSERT INTO history.alert_outbox (event_id, kind, body) SELECT gen_random_uuid(), $1, $2 WHERE NOT EXISTS (SELECT 1 FROM waiting)
            """, connection)
        {
            Parameters = { new() { Value = AlertOutbox.Heartbeat }, new() { Value = JsonSerializer.Serialize(new Contracts.HeartbeatSent { SentAt = now }), NpgsqlDbType = NpgsqlDbType.Jsonb } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Upsert(string ruleKey, AlertInstance alert) => new("""
        INSERT INTO history.rule_state (rule_key, fingerprint, state, labels, annotations, value, active_at, fired_at, keep_firing_since, starts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (rule_key, fingerprint) DO UPDATE SET
            state = excluded.state, annotations = excluded.annotations, value = excluded.value,
            active_at = excluded.active_at, fired_at = excluded.fired_at, keep_firing_since = excluded.keep_firing_since,
            starts = excluded.starts
        """)
    {
        Parameters =
        {
            new() { Value = ruleKey },
            new() { Value = alert.Fingerprint.ToInt64() },
            new() { Value = alert.State.ToString().ToLowerInvariant() },
            new() { Value = LabelJson.Write(alert.Labels), NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = JsonSerializer.Serialize(alert.Annotations), NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = alert.Value },
            new() { Value = alert.ActiveSince },
            new() { Value = (object?)alert.FiredAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = (object?)alert.KeepFiringSince ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = alert.Starts.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
        },
    };

    private static NpgsqlBatchCommand Delete(string ruleKey, AlertInstance alert) => new("DELETE FROM history.rule_state WHERE rule_key = $1 AND fingerprint = $2")
    {
        Parameters = { new() { Value = ruleKey }, new() { Value = alert.Fingerprint.ToInt64() } },
    };

    private static NpgsqlBatchCommand Event(Guid id, string kind, string body) => new("""
        INSERT INTO history.alert_outbox (event_id, kind, body) VALUES ($1, $2, $3) ON CONFLICT (event_id) DO NOTHING
        """)
    {
        Parameters = { new() { Value = id }, new() { Value = kind }, new() { Value = body, NpgsqlDbType = NpgsqlDbType.Jsonb } },
    };
}

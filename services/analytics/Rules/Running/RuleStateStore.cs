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

    /// <summary>Stores a change and its events in one transaction; returns the events as they are stored.</summary>
    public static async Task<IReadOnlyList<OutboxEvent>> SaveAsync(NpgsqlConnection connection, RuleChange change, CancellationToken cancellationToken)
    {
        // A batch is one transaction, and one round trip.
        await using var batch = new NpgsqlBatch(connection);
        foreach (var transition in change.Transitions)
        {
            batch.BatchCommands.Add(transition is { Ends: true, Rest: null } ? Delete(change.RuleKey, transition.Alert) : Upsert(change.RuleKey, transition.Rest ?? transition.Alert));
        }

        var messages = change.Fired.ToDictionary(static fired => fired.EventId, static object (fired) => fired);
        foreach (var resolved in change.Resolved)
        {
            messages.Add(resolved.EventId, resolved);
        }

        batch.BatchCommands.Add(Events(messages));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var stored = new List<OutboxEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            stored.Add(new OutboxEvent(reader.GetInt64(0), messages[reader.GetGuid(1)]));
        }

        return stored;
    }

    /// <summary>When rules were evaluated last; null where they never were.</summary>
    public static async Task<DateTimeOffset?> LoadEvaluatedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT at FROM history.rules_evaluated", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    /// <summary>Stores alerts whose times have moved, and when rules are evaluated, in one transaction.</summary>
    public static async Task<int> MoveAsync(NpgsqlConnection connection, IReadOnlyList<(string RuleKey, AlertInstance Alert)> alerts, DateTimeOffset evaluatedAt, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (ruleKey, alert) in alerts)
        {
            batch.BatchCommands.Add(Upsert(ruleKey, alert));
        }

        batch.BatchCommands.Add(Evaluated(evaluatedAt));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Asks the server for an answer; where rules were evaluated, by storing when that was last.</summary>
    public static async Task<int> CheckAsync(NpgsqlConnection connection, DateTimeOffset? evaluatedAt, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(evaluatedAt is { } at ? Evaluated(at) : new NpgsqlBatchCommand("SELECT 1"));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Leaves a heartbeat to be published. One that still waits, as the bus is away, is brought up to date: never is there more than one.</summary>
    public static async Task<OutboxEvent> BeatAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var heartbeat = new Contracts.HeartbeatSent { SentAt = now };
        await using var command = new NpgsqlCommand("""
            WITH waiting AS (UPDATE history.alert_outbox SET body = $2 WHERE kind = $1 RETURNING id),
            added AS (INSERT INTO history.alert_outbox (event_id, kind, body) SELECT gen_random_uuid(), $1, $2 WHERE NOT EXISTS (SELECT 1 FROM waiting) RETURNING id)
            SELECT id FROM waiting UNION ALL SELECT id FROM added
            """, connection)
        {
            Parameters = { new() { Value = OutboxEvent.Heartbeat }, new() { Value = JsonSerializer.Serialize(heartbeat), NpgsqlDbType = NpgsqlDbType.Jsonb } },
        };
        return new OutboxEvent((long)(await command.ExecuteScalarAsync(cancellationToken))!, heartbeat);
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

    private static NpgsqlBatchCommand Evaluated(DateTimeOffset at) => new("INSERT INTO history.rules_evaluated (at) VALUES ($1) ON CONFLICT (single) DO UPDATE SET at = excluded.at")
    {
        Parameters = { new() { Value = at } },
    };

    private static NpgsqlBatchCommand Delete(string ruleKey, AlertInstance alert) => new("DELETE FROM history.rule_state WHERE rule_key = $1 AND fingerprint = $2")
    {
        Parameters = { new() { Value = ruleKey }, new() { Value = alert.Fingerprint.ToInt64() } },
    };

    private static NpgsqlBatchCommand Events(IReadOnlyDictionary<Guid, object> messages) => new("""
        INSERT INTO history.alert_outbox (event_id, kind, body) SELECT * FROM unnest($1, $2, $3) ON CONFLICT (event_id) DO NOTHING RETURNING id, event_id
        """)
    {
        Parameters =
        {
            new() { Value = messages.Keys.ToArray() },
            new() { Value = messages.Values.Select(OutboxEvent.KindOf).ToArray() },
            new() { Value = messages.Values.Select(static message => JsonSerializer.Serialize(message, message.GetType())).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
        },
    };
}

using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Actions;

/// <summary>A run as people see it.</summary>
internal sealed record ActionRun(
    Guid Id, string Action, long AlertId, string Fingerprint, string State, bool DryRun, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, double? ValueBefore, string? Outcome);

/// <summary>A run in one's hands, with the alert it is for. Started before: an attempt may have been made already by a process that died.</summary>
internal sealed record ClaimedRun(Guid Id, string Action, bool DryRun, bool StartedBefore, double? ValueBefore, Alert Alert);

/// <summary>Runs of actions, their audit and the kill switch, in PostgreSQL.</summary>
internal sealed class ActionStore(NpgsqlDataSource source)
{
    private const string ToTake = "(state = 'approved' OR state = 'running' AND lease_until <= $1)";

    /// <summary>Whether a run is to be taken at the time <c>$1</c>, or an alert fires that may ask for one.</summary>
    public const string MayBeDue = $"EXISTS (SELECT 1 FROM alerting.action_runs WHERE {ToTake}) OR EXISTS (SELECT 1 FROM alerting.alerts WHERE state = 'firing')";

    private const string RunColumns = "r.id, r.action, r.alert_id, a.fingerprint, r.state, r.dry_run, r.requested_by, r.requested_at, r.started_at, r.value_before, r.outcome";

    /// <summary>Writes a run down; null where the idempotency key is known, then what came of that one.</summary>
    public async Task<(ActionRun Run, bool IsNew)> AddAsync(Guid id, string key, string action, long alertId, string state, bool dryRun, string user, string? outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var insert = source.CreateCommand(
            """
            WITH added AS (
              INSERT INTO alerting.action_runs (id, idempotency_key, action, alert_id, state, dry_run, requested_by, requested_at, outcome, waiting_event_id)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE $5 WHEN 'proposed' THEN $11::uuid END) ON CONFLICT (idempotency_key) DO NOTHING RETURNING id, alert_id),
            told AS (
              INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT alert_id, $8, $12, $13, $3 FROM added WHERE $5 <> 'approved')
            INSERT INTO alerting.action_audit (run_id, at, actor, text) SELECT id, $8, $7, $10 FROM added
            """).With(
            id, key, action, alertId, state, dryRun, user, now, outcome,
            outcome is null ? $"asked for {action}: {state}" : $"asked for {action}: {state}, {outcome}",
            Guid.CreateVersion7(now),
            TimelineKind.Acted.ToString(),
            outcome is null ? $"{state}: waits for a person's yes" : $"{state}: {outcome}");
        var isNew = await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
        await using var find = source.CreateCommand($"SELECT {RunColumns} FROM alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id WHERE r.idempotency_key = $1").With(key);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (ReadRun(reader), isNew);
    }

    public async Task<IReadOnlyList<ActionRun>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {RunColumns} FROM alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id ORDER BY r.requested_at DESC LIMIT $1").With(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(ReadRun, cancellationToken);
    }

    public async Task<IReadOnlyList<(DateTimeOffset At, string Actor, string Text)>> AuditAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT at, actor, text FROM alerting.action_audit WHERE run_id = $1 ORDER BY id").With(run);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(static row => (row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2)), cancellationToken);
    }

    /// <summary>The name of the alert a proposed run is for, where that is over: such a run can only be rejected.</summary>
    public async Task<string?> OverAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT a.name FROM alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id WHERE r.id = $1 AND r.state = 'proposed' AND a.state = 'resolved'").With(id);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Approves or rejects a proposed run; false where there is none to be decided on, or none to be approved because its alert is over.</summary>
    public async Task<bool> DecideAsync(Guid id, bool approved, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            WITH decided AS (
              UPDATE alerting.action_runs SET state = $2, outcome = $3, decided = $7 WHERE id = $1 AND state = 'proposed'
                AND ($2 <> 'approved' OR EXISTS (SELECT 1 FROM alerting.alerts a WHERE a.id = alert_id AND a.state <> 'resolved')) RETURNING id, alert_id, action),
            told AS (
              INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT alert_id, $4, $8, $7, action FROM decided)
            INSERT INTO alerting.action_audit (run_id, at, actor, text) SELECT id, $4, $5, $6 FROM decided
            """).With(
            id, approved ? "approved" : "refused", approved ? null : $"rejected by {user}", now, user, approved ? "approved" : "rejected",
            approved ? $"approved by {user}" : $"rejected by {user}", TimelineKind.Acted.ToString());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>A run that may start, or whose process has died, marked as running until the lease is over.</summary>
    public async Task<ClaimedRun?> ClaimAsync(DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH due AS (
              SELECT id FROM alerting.action_runs WHERE {ToTake}
              ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED),
            taken AS (
              UPDATE alerting.action_runs r SET state = 'running', lease_until = $2 FROM due WHERE r.id = due.id
              RETURNING r.id, r.action, r.dry_run, r.started_at IS NOT NULL AS before, r.value_before, r.alert_id)
            SELECT {AlertRow.Columns}, t.id, t.action, t.dry_run, t.before, t.value_before FROM taken t JOIN alerting.alerts a ON a.id = t.alert_id
            """).With(now, now + lease);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var column = reader.GetOrdinal("action") - 1;
        return new ClaimedRun(reader.GetGuid(column), reader.GetString(column + 1), reader.GetBoolean(column + 2), reader.GetBoolean(column + 3), reader.Optional<double?>(column + 4), AlertRow.Read(reader));
    }

    /// <summary>
    /// Written before the action is taken: from here on it may have been. Null when it may start, otherwise why it may not; of several runs of
    /// one action, in whichever processes, one at a time is decided on.
    /// </summary>
    public async Task<string?> StartAsync(ClaimedRun run, double? before, Func<ActionRequest, string?> block, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('alerting.action ' || $1, 0))", connection, transaction).With(run.Action);
        await turn.ExecuteNonQueryAsync(cancellationToken);
        if (block(await RequestAsync(connection, transaction, run.Action, run.Id, cancellationToken)) is { } reason)
        {
            return reason;
        }

        await using var start = new NpgsqlBatch(connection, transaction)
            .Then("UPDATE alerting.action_runs SET started_at = coalesce(started_at, $2), value_before = coalesce(value_before, $3), lease_until = $4 WHERE id = $1", run.Id, now, before, now + lease)
            .Then("INSERT INTO alerting.action_audit (run_id, at, actor, text) VALUES ($1, $2, 'alerting', $3)", run.Id, now, run.StartedBefore ? "taken up again: the process before ended while it ran" : "started");
        await start.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>What came of a run, in its audit and in the alert's story. False where another process has written it already.</summary>
    public async Task<bool> FinishAsync(ClaimedRun run, string state, string outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            WITH finished AS (
              UPDATE alerting.action_runs SET state = $2, outcome = $3, lease_until = NULL WHERE id = $1 AND state = 'running' RETURNING id),
            audited AS (
              INSERT INTO alerting.action_audit (run_id, at, actor, text) SELECT id, $4, 'alerting', $5 FROM finished)
            INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT $6, $4, $7, $5, $8 FROM finished
            """).With(run.Id, state, outcome, now, $"{state}: {outcome}", run.Alert.Id, TimelineKind.Acted.ToString(), run.Action);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>What the gate must know of an action.</summary>
    public async Task<ActionRequest> RequestAsync(string action, bool dryRun, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await RequestAsync(connection, null, action, Guid.Empty, cancellationToken) with { DryRun = dryRun };
    }

    private static async Task<ActionRequest> RequestAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string action, Guid except, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT stopped_by || ': ' || reason FROM alerting.action_stop),
              (SELECT max(started_at) FROM alerting.action_runs WHERE action = $1 AND NOT dry_run AND id <> $2)
            """,
            connection,
            transaction).With(action, except);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ActionRequest(reader.Optional<string>(0), reader.Optional<DateTimeOffset?>(1), DryRun: false);
    }

    /// <summary>Throws the kill switch, or takes it back where there is no reason.</summary>
    public async Task SwitchAsync(string? reason, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        if (reason is null)
        {
            batch.Then("DELETE FROM alerting.action_stop");
        }
        else
        {
            batch.Then("INSERT INTO alerting.action_stop (stopped_by, stopped_at, reason) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET stopped_by = EXCLUDED.stopped_by, stopped_at = EXCLUDED.stopped_at, reason = EXCLUDED.reason", user, now, reason);
        }

        batch.Then("INSERT INTO alerting.action_audit (at, actor, text) VALUES ($1, $2, $3)", now, user, reason is null ? "took the kill switch back" : $"threw the kill switch: {reason}");
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The newest alerts that fire and for which an action has not been asked for in this episode.</summary>
    public async Task<IReadOnlyList<Alert>> FiringWithoutAsync(string action, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns} FROM alerting.alerts a
            WHERE a.state = 'firing' AND a.name <> ALL ($2) AND NOT EXISTS (SELECT 1 FROM alerting.action_runs r WHERE r.idempotency_key = $1 || '|' || a.fired_event_id) ORDER BY a.id DESC LIMIT 1000
            """).With(action, (string[])[ActionAlerts.Failed, ActionAlerts.Waiting]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(AlertRow.Read, cancellationToken);
    }

    private static ActionRun ReadRun(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetBoolean(5), row.GetString(6), row.GetFieldValue<DateTimeOffset>(7),
        row.Optional<DateTimeOffset?>(8), row.Optional<double?>(9), row.Optional<string>(10));
}

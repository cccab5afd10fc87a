using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Actions;

/// <summary>A run as people see it.</summary>
internal sealed record ActionRun(
    Guid Id, string Action, long AlertId, string Fingerprint, string State, bool DryRun, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, double? ValueBefore, string? Outcome, string? Target);

/// <summary>A run that is asked for.</summary>
internal sealed record AskedRun(Guid Id, string Key, string Action, string Target, long AlertId, bool DryRun, string User);

/// <summary>A run in one's hands, with the alert it is for. Started before: an attempt may have been made already by a process that died. Automatic: the alert asked for it.</summary>
internal sealed record ClaimedRun(Guid Id, string Action, bool DryRun, bool StartedBefore, double? ValueBefore, bool IsAutomatic, Alert Alert);

/// <summary>A run whose cooldown is over, with the alert that asked for it.</summary>
internal sealed record DeferredRun(Guid Id, string Action, Alert Alert);

/// <summary>Runs of actions, their audit and the kill switch, in PostgreSQL.</summary>
internal sealed class ActionStore(NpgsqlDataSource source)
{
    /// <summary>Alerts looked at in one statement.</summary>
    public const int PageSize = 1000;

    // Looked at in one round; the rest in the next.
    private const int MostDeferred = 100;

    /// <summary>Who asks for what alerts ask for.</summary>
    public const string Itself = "alerting";

    // While somebody has taken an alert its run goes on waiting.
    private const string Deferred = "alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id WHERE r.state = 'deferred' AND r.deferred_until <= $1 AND a.state <> 'acknowledged'";

    private const string ToTake = "(state = 'approved' OR state = 'running' AND lease_until <= $1)";

    /// <summary>Whether a run is to be taken at the time <c>$1</c>.</summary>
    public const string IsDue = $"EXISTS (SELECT 1 FROM alerting.action_runs WHERE {ToTake})";

    /// <summary>Whether an alert fires that may ask for a run, or a run that was put off is to be asked for again at the time <c>$1</c>.</summary>
    public const string MayBeAsked = $"EXISTS (SELECT 1 FROM alerting.alerts WHERE state = 'firing') OR EXISTS (SELECT 1 FROM {Deferred})";

    private const string RunColumns = "r.id, r.action, r.alert_id, a.fingerprint, r.state, r.dry_run, r.requested_by, r.requested_at, r.started_at, r.value_before, r.outcome, r.target";

    /// <summary>The key under which an alert asks for an action, once in each episode.</summary>
    public static string AutomaticKey(string action, Alert alert) => $"{action}|{alert.FiredEventId}";

    /// <summary>Writes a run down; where the idempotency key is known, what came of that one.</summary>
    public async Task<(ActionRun Run, bool IsNew)> AddAsync(AskedRun run, Standing standing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var insert = source.CreateCommand(
            """
            WITH added AS (
              INSERT INTO alerting.action_runs (id, idempotency_key, action, alert_id, state, dry_run, requested_by, requested_at, outcome, waiting_event_id, target, deferred_until)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE $5 WHEN 'proposed' THEN $11::uuid END, $14, $15) ON CONFLICT (idempotency_key) DO NOTHING RETURNING id, alert_id),
            told AS (
              INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT alert_id, $8, $12, $13, $3 FROM added WHERE $5 <> 'approved')
            INSERT INTO alerting.action_audit (run_id, at, actor, text) SELECT id, $8, $7, $10 FROM added
            """).With(
            run.Id, run.Key, run.Action, run.AlertId, standing.State, run.DryRun, run.User, now, standing.Outcome,
            standing.Outcome is null ? $"asked for {run.Action}: {standing.State}" : $"asked for {run.Action}: {standing.State}, {standing.Outcome}",
            Guid.CreateVersion7(now),
            TimelineKind.Acted.ToString(),
            Told(standing),
            run.Target,
            standing.Until);
        var isNew = await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
        await using var find = source.CreateCommand($"SELECT {RunColumns} FROM alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id WHERE r.idempotency_key = $1").With(run.Key);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (ReadRun(reader), isNew);
    }

    /// <summary>Runs to be asked for again, whose alert fires, or is over too.</summary>
    public async Task<IReadOnlyList<DeferredRun>> DeferredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns}, r.id, r.action FROM {Deferred} ORDER BY r.deferred_until LIMIT {MostDeferred}
            """).With(now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(static row => new DeferredRun(row.GetGuid(row.FieldCount - 2), row.GetString(row.FieldCount - 1), AlertRow.Read(row)), cancellationToken);
    }

    /// <summary>Where a run stands that was put off, told where it is something new; nothing where another process was first.</summary>
    public async Task ReconsiderAsync(Guid id, Standing standing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            WITH before AS (
              SELECT id, outcome FROM alerting.action_runs WHERE id = $1 AND state = 'deferred' FOR UPDATE),
            moved AS (
              UPDATE alerting.action_runs r SET state = $2, outcome = $3, deferred_until = $4, decided = NULL, waiting_event_id = CASE $2 WHEN 'proposed' THEN $6::uuid ELSE waiting_event_id END
              FROM before WHERE r.id = before.id RETURNING r.id, r.alert_id, r.action, before.outcome AS reason),
            changed AS (
              SELECT * FROM moved WHERE $2 <> 'deferred' OR reason IS DISTINCT FROM $3),
            told AS (
              INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT alert_id, $5, $7, $8, action FROM changed WHERE $2 <> 'approved')
            INSERT INTO alerting.action_audit (run_id, at, actor, text) SELECT id, $5, 'alerting', $9 FROM changed
            """).With(
            id, standing.State, standing.Outcome, standing.Until, now, Guid.CreateVersion7(now), TimelineKind.Acted.ToString(), Told(standing),
            standing.Outcome is null ? $"asked for again: {standing.State}" : $"asked for again: {standing.State}, {standing.Outcome}");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Told(Standing standing) => $"{standing.State}: {standing.Outcome ?? "waits for a person's yes"}";

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

    /// <summary>
    /// Approves or rejects a proposed run; false where there is none to be decided on, or none to be approved because its alert is over. To reject
    /// what an alert asked for rejects what others ask for the same target too, which waits for this very answer.
    /// </summary>
    public async Task<bool> DecideAsync(Guid id, bool approved, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            WITH decided AS (
              UPDATE alerting.action_runs SET state = $2, outcome = $3, decided = $7 WHERE id = $1 AND state = 'proposed'
                AND ($2 <> 'approved' OR EXISTS (SELECT 1 FROM alerting.alerts a WHERE a.id = alert_id AND a.state <> 'resolved')) RETURNING id, alert_id, action, target, requested_by),
            along AS (
              UPDATE alerting.action_runs r SET state = $2, outcome = $3, decided = $7 FROM decided d
              WHERE $2 = 'refused' AND d.requested_by = $9 AND r.state = 'deferred' AND r.action = d.action AND r.target = d.target RETURNING r.id, r.alert_id, r.action),
            answered AS (
              SELECT id, alert_id, action FROM decided UNION ALL SELECT id, alert_id, action FROM along),
            told AS (
              INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT alert_id, $4, $8, $7, action FROM answered)
            INSERT INTO alerting.action_audit (run_id, at, actor, text) SELECT id, $4, $5, $6 FROM answered
            """).With(
            id, approved ? "approved" : "refused", approved ? null : $"rejected by {user}", now, user, approved ? "approved" : "rejected",
            approved ? $"approved by {user}" : $"rejected by {user}", TimelineKind.Acted.ToString(), Itself);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// A run that may start, or whose process has died, marked as running until the lease is over. Of one action and target one at a time, or the
    /// post-condition of one would look at what the other did.
    /// </summary>
    public async Task<ClaimedRun?> ClaimAsync(DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.Then("SELECT pg_advisory_xact_lock(hashtextextended('alerting.action_runs', 0))").Then(
            $"""
            WITH due AS (
              SELECT id FROM alerting.action_runs r WHERE {ToTake}
                AND (r.dry_run OR NOT EXISTS (
                  SELECT 1 FROM alerting.action_runs o
                  WHERE o.state = 'running' AND NOT o.dry_run AND o.lease_until > $1 AND o.action = r.action AND o.target IS NOT DISTINCT FROM r.target))
              ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED),
            taken AS (
              UPDATE alerting.action_runs r SET state = 'running', lease_until = $2 FROM due WHERE r.id = due.id
              RETURNING r.id, r.action, r.dry_run, r.started_at IS NOT NULL AS before, r.value_before, r.idempotency_key, r.alert_id)
            SELECT {AlertRow.Columns}, t.id, t.action, t.dry_run, t.before, t.value_before, t.idempotency_key FROM taken t JOIN alerting.alerts a ON a.id = t.alert_id
            """,
            now, now + lease);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var (column, alert) = (reader.GetOrdinal("action") - 1, AlertRow.Read(reader));
        var action = reader.GetString(column + 1);
        return new ClaimedRun(reader.GetGuid(column), action, reader.GetBoolean(column + 2), reader.GetBoolean(column + 3), reader.Optional<double?>(column + 4), reader.GetString(column + 5) == AutomaticKey(action, alert), alert);
    }

    /// <summary>
    /// Written before the action is taken, where it may start: from here on it may have been. Of several runs of one action, in whichever processes,
    /// one at a time is decided on.
    /// </summary>
    public async Task<ActionGate> StartAsync(ClaimedRun run, string target, double? before, Func<ActionRequest, ActionGate> decide, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('alerting.action ' || $1, 0))", connection, transaction).With(run.Action);
        await turn.ExecuteNonQueryAsync(cancellationToken);
        var gate = decide(await RequestAsync(connection, transaction, run.Action, target, run.Id, cancellationToken));
        if (gate is not ActionGate.Run go)
        {
            return gate;
        }

        await using var start = new NpgsqlBatch(connection, transaction)
            .Then("UPDATE alerting.action_runs SET started_at = coalesce(started_at, $2), value_before = coalesce(value_before, $3), lease_until = $4 WHERE id = $1", run.Id, now, before, now + lease)
            .Then("INSERT INTO alerting.action_audit (run_id, at, actor, text) VALUES ($1, $2, 'alerting', $3)", run.Id, now, run.StartedBefore ? "taken up again: the process before ended while it ran" : go.Reason is { } why ? $"started: {why}" : "started");
        await start.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return gate;
    }

    /// <summary>What came of a run, in its audit and in the alert's story. False where another process has written it already.</summary>
    public async Task<bool> FinishAsync(ClaimedRun run, Standing standing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            WITH finished AS (
              UPDATE alerting.action_runs SET state = $2, outcome = $3, deferred_until = $9, lease_until = NULL WHERE id = $1 AND state = 'running' RETURNING id),
            audited AS (
              INSERT INTO alerting.action_audit (run_id, at, actor, text) SELECT id, $4, 'alerting', $5 FROM finished)
            INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT $6, $4, $7, $5, $8 FROM finished
            """).With(run.Id, standing.State, standing.Outcome, now, $"{standing.State}: {standing.Outcome}", run.Alert.Id, TimelineKind.Acted.ToString(), run.Action, standing.Until);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>What the gate must know of an action and what it would act on.</summary>
    public async Task<ActionRequest> RequestAsync(string action, string target, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await RequestAsync(connection, null, action, target, Guid.Empty, cancellationToken);
    }

    private static async Task<ActionRequest> RequestAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string action, string target, Guid except, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT stopped_by || ': ' || reason FROM alerting.action_stop), last.started_at, last.state = 'failed', waiting.count, waiting.for_target
            FROM (
              SELECT count(*) AS count, coalesce(bool_or(r.target = $3), false) AS for_target
              FROM alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id
              WHERE r.action = $1 AND r.state = 'proposed' AND r.id <> $2 AND a.state <> 'resolved') AS waiting
            LEFT JOIN LATERAL (
              SELECT r.started_at, r.state FROM alerting.action_runs r
              WHERE r.action = $1 AND (r.target = $3 OR r.target IS NULL) AND NOT r.dry_run AND r.id <> $2 AND r.started_at IS NOT NULL
              ORDER BY r.started_at DESC LIMIT 1) AS last ON true
            """,
            connection,
            transaction).With(action, except, target);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var last = reader.Optional<DateTimeOffset?>(1) is { } startedAt ? new LastRun(startedAt, reader.GetBoolean(2)) : null;
        return new ActionRequest(reader.Optional<string>(0), last, new WaitingRuns(reader.GetInt64(3), reader.GetBoolean(4)), target, DryRun: false, ByPerson: false, IsOver: false);
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

    /// <summary>The next page of alerts that fire and for which an action has not been asked for in this episode, oldest first.</summary>
    public async Task<IReadOnlyList<Alert>> FiringWithoutAsync(string action, long afterId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns} FROM alerting.alerts a
            WHERE a.state = 'firing' AND a.id > $3 AND a.name <> ALL ($2) AND NOT EXISTS (SELECT 1 FROM alerting.action_runs r WHERE r.idempotency_key = $1 || '|' || a.fired_event_id)
            ORDER BY a.id LIMIT {PageSize}
            """).With(action, (string[])[ActionAlerts.Failed, ActionAlerts.Waiting], afterId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(AlertRow.Read, cancellationToken);
    }

    private static ActionRun ReadRun(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetBoolean(5), row.GetString(6), row.GetFieldValue<DateTimeOffset>(7),
        row.Optional<DateTimeOffset?>(8), row.Optional<double?>(9), row.Optional<string>(10), row.Optional<string>(11));
}

using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Actions;

/// <summary>A run that a person is to hear of, the event that tells of it, and the alert the run is for.</summary>
internal sealed record RunToTell(Guid Id, Guid EventId, string Action, bool IsWaiting, string? Outcome, DateTimeOffset Since, Alert Alert);

/// <summary>Which runs an alert is to tell of, in PostgreSQL.</summary>
internal sealed class ActionAlertStore(NpgsqlDataSource source)
{
    // Told of, or ended, in one round.
    private const int MostAlerts = 100;

    // The event that tells of a failure has the run's own id.
    private const string Untold =
        """
        alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id
        WHERE r.state IN ('failed', 'proposed') AND a.state <> 'resolved'
          AND NOT EXISTS (SELECT 1 FROM alerting.alerts told WHERE told.fired_event_id = CASE r.state WHEN 'failed' THEN r.id ELSE r.waiting_event_id END)
        """;

    // Asked each second: OFFSET 0 keeps the way from the few runs to their alerts, whose events are indexed, also beside a hundred thousand open ones.
    private const string Over =
        """
        alerting.action_runs r
        CROSS JOIN LATERAL (SELECT * FROM alerting.alerts WHERE fired_event_id = ANY (ARRAY[r.id, r.waiting_event_id]) AND state <> 'resolved' OFFSET 0) a
        JOIN alerting.alerts origin ON origin.id = r.alert_id
        LEFT JOIN LATERAL (
          SELECT s.id FROM alerting.action_runs s
          WHERE s.alert_id = r.alert_id AND s.action = r.action AND s.state = 'succeeded' AND NOT s.dry_run AND s.id > r.id LIMIT 1) AS later ON true
        WHERE (r.state = 'failed' OR r.waiting_event_id IS NOT NULL)
          AND (origin.state = 'resolved' OR CASE WHEN a.fired_event_id = r.id THEN later.id IS NOT NULL ELSE r.state <> 'proposed' END)
        """;

    /// <summary>Whether a run is to be told of, or what was told of one is over.</summary>
    public const string IsDue = $"EXISTS (SELECT 1 FROM {Untold}) OR EXISTS (SELECT 1 FROM {Over})";

    /// <summary>Runs that failed or wait while their alert is open and of which no alert tells yet, oldest first.</summary>
    public async Task<IReadOnlyList<RunToTell>> ToTellAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns}, r.id, CASE r.state WHEN 'failed' THEN r.id ELSE r.waiting_event_id END, r.action, r.state = 'proposed', r.outcome,
              (SELECT max(at) FROM alerting.action_audit WHERE run_id = r.id)
            FROM {Untold}
            ORDER BY r.id LIMIT {MostAlerts}
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(
            static row =>
            {
                var column = row.GetOrdinal("action") - 2;
                return new RunToTell(
                    row.GetGuid(column), row.GetGuid(column + 1), row.GetString(column + 2), row.GetBoolean(column + 3), row.Optional<string>(column + 4),
                    row.GetFieldValue<DateTimeOffset>(column + 5), AlertRow.Read(row));
            },
            cancellationToken);
    }

    /// <summary>Alerts of runs that are over, and why.</summary>
    public async Task<IReadOnlyList<(Alert Alert, string Reason)>> OverAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns},
              CASE
                WHEN a.fired_event_id <> r.id AND r.state <> 'proposed' THEN coalesce(r.decided, 'the run was decided on')
                WHEN a.fired_event_id = r.id AND later.id IS NOT NULL THEN 'a later run succeeded'
                ELSE 'the alert that the action was for is over'
              END
            FROM {Over} LIMIT {MostAlerts}
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(static row => (AlertRow.Read(row), row.GetString(row.FieldCount - 1)), cancellationToken);
    }
}

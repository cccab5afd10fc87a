using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Actions;

/// <summary>A run that failed, and the alert it was for.</summary>
internal sealed record FailedRun(Guid Id, string Action, string Outcome, DateTimeOffset FailedAt, Alert Alert);

/// <summary>Which failed runs an alert is to tell of, in PostgreSQL.</summary>
internal sealed class ActionFailureStore(NpgsqlDataSource source)
{
    // Told of, or ended, in one round.
    private const int MostFailures = 100;

    private const string Untold =
        """
        alerting.action_runs r JOIN alerting.alerts a ON a.id = r.alert_id
        WHERE r.state = 'failed' AND a.state <> 'resolved' AND NOT EXISTS (SELECT 1 FROM alerting.alerts told WHERE told.fired_event_id = r.id)
        """;

    private const string Over =
        $"""
        alerting.alerts a
        JOIN alerting.action_runs r ON r.id = a.fired_event_id
        JOIN alerting.alerts origin ON origin.id = r.alert_id
        LEFT JOIN LATERAL (
          SELECT s.id FROM alerting.action_runs s
          WHERE s.alert_id = r.alert_id AND s.action = r.action AND s.state = 'succeeded' AND NOT s.dry_run AND s.id > r.id LIMIT 1) AS later ON true
        WHERE a.name = '{ActionFailures.AlertName}' AND a.state <> 'resolved' AND (origin.state = 'resolved' OR later.id IS NOT NULL)
        """;

    /// <summary>Whether a failure is to be told of, or one is over.</summary>
    public const string IsDue = $"EXISTS (SELECT 1 FROM {Untold}) OR EXISTS (SELECT 1 FROM {Over})";

    /// <summary>Runs that failed while their alert was open and of which no alert tells yet, oldest first.</summary>
    public async Task<IReadOnlyList<FailedRun>> ToTellAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns}, r.id, r.action, r.outcome, (SELECT max(at) FROM alerting.action_audit WHERE run_id = r.id)
            FROM {Untold}
            ORDER BY r.id LIMIT {MostFailures}
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(
            static row =>
            {
                var column = row.GetOrdinal("action") - 1;
                return new FailedRun(row.GetGuid(column), row.GetString(column + 1), row.GetString(column + 2), row.GetFieldValue<DateTimeOffset>(column + 3), AlertRow.Read(row));
            },
            cancellationToken);
    }

    /// <summary>Alerts of failed runs that are over, and why.</summary>
    public async Task<IReadOnlyList<(Alert Alert, string Reason)>> OverAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns}, later.id IS NOT NULL FROM {Over} LIMIT {MostFailures}
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(
            static row => (AlertRow.Read(row), row.GetBoolean(row.FieldCount - 1) ? "a later run succeeded" : "the alert that the action was for is over"),
            cancellationToken);
    }
}

using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Publishing;

namespace PerfMonitor.Alerting.Store;

/// <summary>One PostgreSQL transaction. This part: alerts and their stories.</summary>
internal sealed partial class PostgresAlertTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, ILogger logger) : IAlertTransaction
{
    public Task LockAsync(string fingerprint, CancellationToken cancellationToken) =>
        ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('alerting.alert.' || $1, 0))", [fingerprint], cancellationToken);

    public Task<Alert?> FindByEventAsync(Guid firedEventId, CancellationToken cancellationToken) =>
        FindAsync($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.fired_event_id = $1", [firedEventId], cancellationToken);

    public Task<Alert?> FindOpenAsync(string fingerprint, CancellationToken cancellationToken) =>
        FindAsync($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.fingerprint = $1 AND a.state <> 'resolved'", [fingerprint], cancellationToken);

    public Task<Alert?> FindLatestAsync(string fingerprint, CancellationToken cancellationToken) =>
        FindAsync($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.fingerprint = $1 ORDER BY a.starts_at DESC, a.id DESC LIMIT 1", [fingerprint], cancellationToken);

    public async Task<IReadOnlyList<Alert>> OpenAlertsAsync(long afterId, int most, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.state <> 'resolved' AND a.id > $1 ORDER BY a.id LIMIT $2", [afterId, most]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(AlertRow.Read, cancellationToken);
    }

    public async Task<Alert> SaveAsync(Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var command = alert.Id == 0 ? Command(AlertRow.Insert, AlertRow.InsertValues(alert)) : Command(AlertRow.Update, AlertRow.UpdateValues(alert)))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                throw new InvalidOperationException($"Alert {alert.Id} ({alert.Fingerprint}) is not stored.");
            }

            alert = alert with { Id = reader.GetInt64(0), Version = reader.GetInt64(1) };
        }

        await ExecuteAsync("INSERT INTO alerting.outbox (message) VALUES ($1)", [Jsonb.Of(Changes.Describe(alert, now))], cancellationToken);
        return alert;
    }

    public Task KeepEarlyEndAsync(Guid firedEventId, Ending ending, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "INSERT INTO alerting.early_ends (fired_event_id, event_id, at, reason, value, received_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            [firedEventId, ending.EventId, ending.At, ending.Reason, ending.Value, now],
            cancellationToken);

    public async Task<Ending?> FindEarlyEndAsync(Guid firedEventId, CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT event_id, at, reason, value FROM alerting.early_ends WHERE fired_event_id = $1", [firedEventId]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Ending(reader.Optional<Guid?>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.Optional<double?>(3))
            : null;
    }

    public Task TellAsync(IReadOnlyCollection<TimelineEntry> entries, CancellationToken cancellationToken) =>
        entries.Count == 0
            ? Task.CompletedTask
            : ExecuteAsync(
                "INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])",
                [
                    entries.Select(entry => entry.AlertId).ToArray(),
                    entries.Select(entry => entry.At.ToUniversalTime()).ToArray(),
                    entries.Select(entry => entry.Kind.ToString()).ToArray(),
                    entries.Select(entry => entry.Text).ToArray(),
                    entries.Select(entry => entry.Actor).ToArray(),
                ],
                cancellationToken);

    public async Task<string?> RoutingHashAsync(CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT hash FROM alerting.routing", []);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public Task SaveRoutingHashAsync(string hash, CancellationToken cancellationToken) =>
        ExecuteAsync("INSERT INTO alerting.routing (hash) VALUES ($1) ON CONFLICT (id) DO UPDATE SET hash = EXCLUDED.hash", [hash], cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, object?[] values) => new NpgsqlCommand(sql, connection, transaction).With(values);

    private async Task ExecuteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Alert?> FindAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? AlertRow.Read(reader) : null;
    }
}

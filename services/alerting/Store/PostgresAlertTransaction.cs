using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Publishing;

namespace PerfMonitor.Alerting.Store;

/// <summary>
/// One PostgreSQL transaction. Writes whose outcome nobody waits for go with the next command that is waited for, or with the commit, in one
/// round trip. This part: alerts and their stories.
/// </summary>
internal sealed partial class PostgresAlertTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, ILogger logger) : IAlertTransaction
{
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('alerting.alert.' || $1, 0))";

    private NpgsqlBatch _waiting = new(connection, transaction);

    public async Task LockAsync(string fingerprint, CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting().Then(Lock, fingerprint);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Known>> KnowAsync(IReadOnlyList<(string Fingerprint, Guid FiredEventId)> changes, CancellationToken cancellationToken)
    {
        // In one order everywhere, so that two transactions with the same two alerts cannot wait for each other. Each statement sees what was there when it began.
        await using var batch = TakeWaiting().Then(HeldGroups.Keep);
        var (fingerprints, events) = (changes.Select(change => change.Fingerprint).Order(StringComparer.Ordinal).ToArray(), changes.Select(change => change.FiredEventId).ToArray());
        foreach (var fingerprint in fingerprints)
        {
            batch.Then(Lock, fingerprint);
        }

        batch.Then(
            $"""
            SELECT {AlertRow.Columns}, a.fired_event_id FROM alerting.alerts a WHERE a.fired_event_id = ANY ($1)
            UNION ALL
            SELECT {AlertRow.Columns}, r.fired_event_id FROM alerting.firing_rules r JOIN alerting.alerts a ON a.id = r.alert_id
            WHERE r.fired_event_id = ANY ($1) AND r.fired_event_id <> a.fired_event_id
            """,
            (object)events)
            .Then($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.fingerprint = ANY ($1) AND a.state <> 'resolved'", (object)fingerprints)
            .Then(FiringRuleRow.OfOpen, (object)fingerprints)
            .Then("SELECT event_id, at, reason, value, fired_event_id FROM alerting.early_ends WHERE fired_event_id = ANY ($1)", (object)events);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var locked = 0; locked < fingerprints.Length + 1; locked++)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        var episodes = (await reader.ReadAllAsync(row => (Id: row.GetGuid(row.FieldCount - 1), Alert: AlertRow.Read(row)), cancellationToken)).ToDictionary(one => one.Id, one => one.Alert);
        await reader.NextResultAsync(cancellationToken);
        var open = (await reader.ReadAllAsync(AlertRow.Read, cancellationToken)).ToDictionary(alert => alert.Fingerprint);
        await reader.NextResultAsync(cancellationToken);
        var rules = (await reader.ReadAllAsync(FiringRuleRow.Read, cancellationToken)).ToLookup(rule => rule.AlertId);
        await reader.NextResultAsync(cancellationToken);
        var ends = (await reader.ReadAllAsync(
            row => (Id: row.GetGuid(4), End: new Ending(row.Optional<Guid?>(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.Optional<double?>(3))),
            cancellationToken)).ToDictionary(end => end.Id, end => end.End);
        return changes.Select(change =>
        {
            var openNow = open.GetValueOrDefault(change.Fingerprint);
            return new Known(episodes.GetValueOrDefault(change.FiredEventId), openNow, ends.GetValueOrDefault(change.FiredEventId), openNow is null ? [] : [.. rules[openNow.Id]]);
        }).ToList();
    }

    public Task<Alert?> FindOpenAsync(string fingerprint, CancellationToken cancellationToken) =>
        FindAsync($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.fingerprint = $1 AND a.state <> 'resolved'", [fingerprint], cancellationToken);

    public Task<Alert?> FindLatestAsync(string fingerprint, CancellationToken cancellationToken) =>
        FindAsync($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.fingerprint = $1 ORDER BY a.starts_at DESC, a.id DESC LIMIT 1", [fingerprint], cancellationToken);

    public async Task<IReadOnlyList<Alert>> OpenAlertsAsync(long afterId, int most, CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting().Then($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.state <> 'resolved' AND a.id > $1 ORDER BY a.id LIMIT $2", afterId, most);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(AlertRow.Read, cancellationToken);
    }

    public async Task<IReadOnlyList<Alert>> SaveAsync(IReadOnlyList<Alert> alerts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (alerts.Count == 0)
        {
            return [];
        }

        await using var batch = TakeWaiting();
        foreach (var alert in alerts)
        {
            batch.Then(alert.Id == 0 ? AlertRow.Insert : AlertRow.Update, alert.Id == 0 ? AlertRow.InsertValues(alert) : AlertRow.UpdateValues(alert));
        }

        List<(long Id, long Version)> stored;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            stored = await reader.ReadEachAsync(row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken);
        }

        if (stored.Count < alerts.Count)
        {
            throw new InvalidOperationException($"{alerts.Count - stored.Count} of the alerts {string.Join(", ", alerts.Select(alert => alert.Id))} are not stored.");
        }

        var saved = alerts.Zip(stored, (alert, row) => alert with { Id = row.Id, Version = row.Version }).ToList();
        await Later("INSERT INTO alerting.outbox (message) SELECT unnest($1::text[])::jsonb", (object)saved.Select(alert => StoredJson.Write(Changes.Describe(alert, now))).ToArray());
        return saved;
    }

    public Task SaveAsync(IReadOnlyList<FiringRule> rules, CancellationToken cancellationToken) =>
        rules.Count == 0 ? Task.CompletedTask : Later(FiringRuleRow.Save, FiringRuleRow.SaveValues(rules));

    public Task KeepEarlyEndAsync(Guid firedEventId, Ending ending, DateTimeOffset now, CancellationToken cancellationToken) => Later(
        "INSERT INTO alerting.early_ends (fired_event_id, event_id, at, reason, value, received_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        firedEventId, ending.EventId, ending.At, ending.Reason, ending.Value, now);

    public Task TellAsync(IReadOnlyCollection<TimelineEntry> entries, CancellationToken cancellationToken) =>
        entries.Count == 0
            ? Task.CompletedTask
            : Later(
                "INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])",
                entries.Select(entry => entry.AlertId).ToArray(),
                entries.Select(entry => entry.At.ToUniversalTime()).ToArray(),
                entries.Select(entry => entry.Kind.ToString()).ToArray(),
                entries.Select(entry => entry.Text).ToArray(),
                entries.Select(entry => entry.Actor).ToArray());

    public async Task<string?> RoutingHashAsync(CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting().Then("SELECT hash FROM alerting.routing");
        return (string?)await batch.ExecuteScalarAsync(cancellationToken);
    }

    public Task SaveRoutingHashAsync(string hash, CancellationToken cancellationToken) =>
        Later("INSERT INTO alerting.routing (hash) VALUES ($1) ON CONFLICT (id) DO UPDATE SET hash = EXCLUDED.hash", hash);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await using (var rest = TakeWaiting())
        {
            if (rest.BatchCommands.Count > 0)
            {
                await rest.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _waiting.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private Task Later(string sql, params object?[] values)
    {
        _waiting.Then(sql, values);
        return Task.CompletedTask;
    }

    /// <summary>What waits, for the caller to add to and to execute.</summary>
    private NpgsqlBatch TakeWaiting()
    {
        var batch = _waiting;
        _waiting = new NpgsqlBatch(connection, transaction);
        return batch;
    }

    private async Task<Alert?> FindAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting().Then(sql, values);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? AlertRow.Read(reader) : null;
    }
}

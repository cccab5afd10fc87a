using Npgsql;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>A reported alert that is open: the event that fired it, and when it is over unless it is reported again.</summary>
internal sealed record ExternalRow(string Fingerprint, Guid FiredEventId, string Name, IReadOnlyDictionary<string, string> Labels, DateTimeOffset EndsAt, bool Fired);

/// <summary>The table <c>alerting.external_alerts</c>.</summary>
internal sealed class ExternalAlertStore(NpgsqlDataSource source, TimeProvider clock)
{
    // How long a count of what is open holds; what this process adds and ends meanwhile is reckoned in. Counted for each report, the cost of
    // many alerts would grow with their square. Several instances may together open as many more as they take within this time.
    private static readonly TimeSpan CountedFor = TimeSpan.FromSeconds(1);

    private const string Columns = "e.fingerprint, e.fired_event_id, e.name, e.labels, e.ends_at, e.fired";

    // Whether the episode of a known alert is over already.
    private const string IsEnded = "EXISTS (SELECT FROM alerting.alerts a WHERE a.fired_event_id = e.fired_event_id AND a.ends_at IS NOT NULL)";

    private long _open;
    private long _countedAtTicks;

    /// <summary>
    /// Puts the ends of known alerts off and adds new ones while there is room; returns those that are open now, by fingerprint. Where a process died
    /// between ending an alert and forgetting it, the report begins a new episode.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, ExternalRow>> RenewAsync(IReadOnlyList<ExternalAlert> alerts, int most, CancellationToken cancellationToken)
    {
        if (alerts.Count == 0)
        {
            return new Dictionary<string, ExternalRow>();
        }

        // Sorted, so that two requests with the same alerts cannot wait for each other.
        var sorted = alerts.OrderBy(alert => alert.Fingerprint, StringComparer.Ordinal).ToList();
        await using var command = source.CreateCommand(
            $"""
            WITH reported AS (
              SELECT r.*, e.fingerprint IS NOT NULL AS known,
                row_number() OVER (PARTITION BY e.fingerprint IS NOT NULL ORDER BY r.fingerprint) AS place
              FROM unnest($1::text[], $2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[]) AS r (fingerprint, fired_event_id, name, labels, ends_at)
              LEFT JOIN alerting.external_alerts e USING (fingerprint))
            INSERT INTO alerting.external_alerts AS e (fingerprint, fired_event_id, name, labels, ends_at)
            SELECT fingerprint, fired_event_id, name, labels, ends_at FROM reported
            WHERE known OR place <= $6
            ORDER BY fingerprint
            ON CONFLICT (fingerprint) DO UPDATE SET
              ends_at = EXCLUDED.ends_at,
              fired_event_id = CASE WHEN {IsEnded} THEN EXCLUDED.fired_event_id ELSE e.fired_event_id END,
              fired = e.fired AND NOT {IsEnded}
            RETURNING {Columns}, xmax = 0
            """).With(
            sorted.Select(alert => alert.Fingerprint).ToArray(),
            sorted.Select(_ => Guid.CreateVersion7()).ToArray(),
            sorted.Select(alert => alert.Name).ToArray(),
            sorted.Select(alert => StoredJson.Write(alert.Labels)).ToArray(),
            sorted.Select(alert => alert.EndsAt.ToUniversalTime()).ToArray(),
            most - await OpenAsync(cancellationToken));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = await reader.ReadAllAsync(static row => (Row: Read(row), IsNew: row.GetBoolean(6)), cancellationToken);
        Interlocked.Add(ref _open, rows.Count(static row => row.IsNew));
        return rows.ToDictionary(static row => row.Row.Fingerprint, static row => row.Row);
    }

    private async Task<long> OpenAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcTicks;
        if (now - Interlocked.Read(ref _countedAtTicks) >= CountedFor.Ticks)
        {
            await using var command = source.CreateCommand("SELECT count(*) FROM alerting.external_alerts");
            Interlocked.Exchange(ref _open, (long)(await command.ExecuteScalarAsync(cancellationToken))!);
            Interlocked.Exchange(ref _countedAtTicks, now);
        }

        return Interlocked.Read(ref _open);
    }

    public async Task MarkFiredAsync(IReadOnlyList<ExternalRow> rows, CancellationToken cancellationToken)
    {
        // Sorted, as above.
        await using var command = source.CreateCommand(
            """
            WITH locked AS (SELECT fingerprint FROM alerting.external_alerts WHERE fired_event_id = ANY ($1) AND fingerprint = ANY ($2) ORDER BY fingerprint FOR UPDATE)
            UPDATE alerting.external_alerts e SET fired = true FROM locked WHERE e.fingerprint = locked.fingerprint
            """).With(rows.Select(row => row.FiredEventId).ToArray(), rows.Select(row => row.Fingerprint).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Notes that reports can be taken. After a time in which they could not be, puts all ends off by that time, and returns it.</summary>
    public async Task<TimeSpan?> LookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Of two instances that come back together one puts off.
        await using var last = new NpgsqlCommand("SELECT at FROM alerting.report_looks FOR UPDATE", connection, transaction);
        var before = await last.ExecuteScalarAsync(cancellationToken) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : (DateTimeOffset?)null;
        var away = ReportOutage.Between(before, now);
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (away is not null)
        {
            // Sorted, as above. What had run out before stays as it is.
            batch.Then(
                """
                WITH locked AS (SELECT fingerprint FROM alerting.external_alerts WHERE ends_at > $1 ORDER BY fingerprint FOR UPDATE)
                UPDATE alerting.external_alerts e SET ends_at = e.ends_at + $2 FROM locked WHERE e.fingerprint = locked.fingerprint
                """,
                before, away);
        }

        batch.Then("INSERT INTO alerting.report_looks (at) VALUES ($1) ON CONFLICT (id) DO UPDATE SET at = greatest(report_looks.at, EXCLUDED.at)", now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return away;
    }

    public async Task<IReadOnlyList<ExternalRow>> OverAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM alerting.external_alerts e WHERE e.ends_at <= $1 ORDER BY e.ends_at LIMIT $2").With(now, most);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(Read, cancellationToken);
    }

    /// <summary>
    /// Ends those that are known; where <paramref name="overAt"/> is given, only if their end has not been put off beyond that. The rows stay locked
    /// until the ends are taken: a report that comes in between waits, and begins a new episode.
    /// </summary>
    public async Task EndAsync(IReadOnlyList<string> fingerprints, DateTimeOffset? overAt, Func<IReadOnlyList<ExternalRow>, CancellationToken, Task> end, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Sorted, as above.
        await using var command = new NpgsqlCommand(
            $"""
            WITH locked AS (
              SELECT fingerprint FROM alerting.external_alerts WHERE fingerprint = ANY ($1) AND ($2::timestamptz IS NULL OR ends_at <= $2) ORDER BY fingerprint FOR UPDATE)
            DELETE FROM alerting.external_alerts e USING locked WHERE e.fingerprint = locked.fingerprint RETURNING {Columns}
            """,
            connection,
            transaction).With(fingerprints.ToArray(), overAt);
        List<ExternalRow> rows;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            rows = await reader.ReadAllAsync(Read, cancellationToken);
        }

        if (rows.Count > 0)
        {
            await end(rows, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            Interlocked.Add(ref _open, -rows.Count);
        }
    }

    private static ExternalRow Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetGuid(1), row.GetString(2), StoredJson.Read<Dictionary<string, string>>(row.GetString(3)), row.GetFieldValue<DateTimeOffset>(4), row.GetBoolean(5));
}

using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Store;

/// <summary>Which alerts are asked for.</summary>
internal sealed record AlertFilter
{
    public required IReadOnlyList<AlertState> States { get; init; }

    public required IReadOnlyList<Severity> Severities { get; init; }

    /// <summary>Only what lasted into this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what began before this time.</summary>
    public DateTimeOffset? To { get; init; }

    public string? Fingerprint { get; init; }

    /// <summary>Of one episode.</summary>
    public long? Id { get; init; }

    /// <summary>Only what comes after this place in the list.</summary>
    public AlertPlace? After { get; init; }

    public required int Limit { get; init; }

    /// <summary>Everything that was open at some time since then, what is open now first.</summary>
    public static AlertFilter Since(DateTimeOffset from, int limit) => new() { States = Enum.GetValues<AlertState>(), Severities = Enum.GetValues<Severity>(), From = from, Limit = limit };

    /// <summary>The episodes of an alert, the open one and then the newest first; only one of them where it is named.</summary>
    public static AlertFilter Of(string fingerprint, long? episode, int limit) => new() { States = Enum.GetValues<AlertState>(), Severities = Enum.GetValues<Severity>(), Fingerprint = fingerprint, Id = episode, Limit = limit };

    /// <summary>Everything that is open, the worst first.</summary>
    public static AlertFilter Open(int limit) => new() { States = [AlertState.Firing, AlertState.Acknowledged], Severities = Enum.GetValues<Severity>(), Limit = limit };
}

/// <summary>A notification as the delivery log shows it.</summary>
internal sealed record NotificationEntry(
    long AlertId,
    Guid Id,
    string Channel,
    DateTimeOffset At,
    string Status,
    string Reason,
    int Attempts,
    string? Outcome,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? SampleAt,
    DateTimeOffset? ChangedAt,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? DeliveredAt);

/// <summary>How many alerts of a state and severity there are.</summary>
internal sealed record AlertCount(string State, string Severity, long Count);

/// <summary>What pages and reports read.</summary>
internal sealed class AlertQueries(NpgsqlDataSource source)
{
    // Lines of one story: how it began, and the newest.
    private const int FirstTimeline = 50;
    private const int LastTimeline = 450;

    // Notifications listed with each alert, the newest.
    private const int MostNotifications = 20;

    // The two halves of the list, each in the order of an index (Schema/021_alert_order.sql).
    private const string Rank = "CASE severity WHEN 'critical' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END";

    private const string Asked =
        """
        a.severity = ANY ($2)
              AND ($3::timestamptz IS NULL OR a.ends_at IS NULL OR a.ends_at >= $3)
              AND ($4::timestamptz IS NULL OR a.starts_at <= $4)
              AND ($5::text IS NULL OR a.fingerprint = $5)
              AND ($11::bigint IS NULL OR a.id = $11)
        """;

    /// <summary>In the order of <see cref="AlertPlace"/>.</summary>
    internal const string List =
        $"""
        SELECT {AlertRow.Columns} FROM (
          (SELECT a.*, {Rank} AS rank FROM alerting.alerts a
            WHERE a.state <> 'resolved' AND a.state = ANY ($1) AND {Asked}
              AND ($7::boolean IS NULL OR NOT $7 AND ({Rank} > $8::integer OR {Rank} = $8 AND (a.starts_at, a.id) < ($9::timestamptz, $10::bigint)))
            ORDER BY {Rank}, a.starts_at DESC, a.id DESC LIMIT $6)
          UNION ALL
          (SELECT a.*, 4 AS rank FROM alerting.alerts a
            WHERE a.state = 'resolved' AND 'resolved' = ANY ($1) AND {Asked}
              AND ($7::boolean IS NULL OR NOT $7 OR (a.starts_at, a.id) < ($9::timestamptz, $10::bigint))
            ORDER BY a.starts_at DESC, a.id DESC LIMIT $6)) a
        ORDER BY a.rank, a.starts_at DESC, a.id DESC LIMIT $6
        """;

    public async Task<IReadOnlyList<Alert>> ListAsync(AlertFilter filter, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(List).With(Values(filter));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(AlertRow.Read, cancellationToken);
    }

    /// <summary>The parameters of <see cref="List"/>.</summary>
    internal static object?[] Values(AlertFilter filter) =>
    [
        filter.States.Select(AlertRow.Word).ToArray(), filter.Severities.Select(AlertRow.Word).ToArray(), filter.From, filter.To, filter.Fingerprint, filter.Limit,
        filter.After?.IsResolved, filter.After?.Rank, filter.After?.StartsAt, filter.After?.Id, filter.Id,
    ];

    public async Task<IReadOnlyList<AlertCount>> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT state, severity, count(*) FROM alerting.alerts WHERE state <> 'resolved' GROUP BY state, severity");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(row => new AlertCount(row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellationToken);
    }

    public async Task<ILookup<long, NotificationEntry>> NotificationsAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT ids.id, n.id, n.channel, n.queued_at, n.status, n.reason_text, n.attempts, n.outcome,
              CASE WHEN n.status = 'pending' THEN n.next_attempt_at END, n.sample_at, n.changed_at, n.received_at, n.delivered_at
            FROM unnest($1::bigint[]) AS ids (id)
            CROSS JOIN LATERAL (
              SELECT n.* FROM alerting.notification_alerts na JOIN alerting.notifications n ON n.id = na.notification_id
              WHERE na.alert_id = ids.id ORDER BY n.queued_at DESC LIMIT $2) AS n
            """).With(alerts.Select(alert => alert.Id).ToArray(), MostNotifications);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = await reader.ReadAllAsync(
            row => new NotificationEntry(
                row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.Optional<string>(7),
                row.Optional<DateTimeOffset?>(8), row.Optional<DateTimeOffset?>(9), row.Optional<DateTimeOffset?>(10), row.Optional<DateTimeOffset?>(11), row.Optional<DateTimeOffset?>(12)),
            cancellationToken);
        return rows.ToLookup(row => row.AlertId);
    }

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(long alertId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            (SELECT id, alert_id, at, kind, text, actor FROM alerting.timeline WHERE alert_id = $1 ORDER BY id LIMIT {FirstTimeline})
            UNION
            (SELECT id, alert_id, at, kind, text, actor FROM alerting.timeline WHERE alert_id = $1 ORDER BY id DESC LIMIT {LastTimeline})
            ORDER BY id
            """).With(alertId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = await reader.ReadAllAsync(
            row => new TimelineEntry(row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2), Enum.Parse<TimelineKind>(row.GetString(3)), row.GetString(4), row.Optional<string>(5)),
            cancellationToken);
        return entries.OrderBy(entry => entry.At).ToList();
    }
}

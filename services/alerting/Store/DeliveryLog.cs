using Npgsql;
using PerfMonitor.Alerting.Heartbeats;

namespace PerfMonitor.Alerting.Store;

/// <summary>A message to a channel, every attempt to bring it there, and when the next one is due; <paramref name="Waits"/>: why it is not sent now although nothing is wrong with it.</summary>
internal sealed record DeliveryEntry(
    Guid Id,
    string Channel,
    string Status,
    string Reason,
    DateTimeOffset QueuedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? NextAttemptAt,
    string? Outcome,
    string? Waits,
    IReadOnlyList<DeliveredAlert> Alerts,
    IReadOnlyList<DeliveryAttempt> Attempts);

/// <summary>An alert the message is about.</summary>
internal sealed record DeliveredAlert(string Fingerprint, string Name);

/// <summary>One attempt and what the channel answered.</summary>
internal sealed record DeliveryAttempt(int Attempt, DateTimeOffset At, double DurationMilliseconds, string Outcome, string? Reason);

/// <summary>What went to the channels, the newest first. Heartbeats, one each 15 s, only where their channel is asked for.</summary>
internal sealed class DeliveryLog(NpgsqlDataSource source, TimeProvider clock)
{
    // Shown of each message: the newest attempts, the first alerts.
    private const int MostAttempts = 50;
    private const int MostAlerts = 10;

    public async Task<IReadOnlyList<DeliveryEntry>> ListAsync(string? channel, IReadOnlyList<string> statuses, int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT n.id, n.channel, n.status, n.reason_text, n.queued_at, n.delivered_at, CASE WHEN n.status = 'pending' THEN greatest(n.next_attempt_at, p.paused_until) END, n.outcome,
              CASE WHEN n.status = 'pending' THEN 'the channel wants to be left alone: ' || p.last_error END,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('fingerprint', f.fingerprint, 'name', f.name) ORDER BY f.id), '[]')
                FROM (SELECT a.id, a.fingerprint, a.name FROM alerting.notification_alerts na JOIN alerting.alerts a ON a.id = na.alert_id
                  WHERE na.notification_id = n.id ORDER BY a.id LIMIT $5) AS f),
              (SELECT coalesce(jsonb_agg(jsonb_build_object('attempt', t.attempt, 'at', t.at, 'durationMilliseconds', extract(epoch FROM t.duration) * 1000, 'outcome', t.outcome, 'reason', t.reason) ORDER BY t.attempt), '[]')
                FROM (SELECT d.* FROM alerting.delivery_attempts d WHERE d.notification_id = n.id ORDER BY d.attempt DESC LIMIT $4) AS t)
            FROM alerting.notifications n LEFT JOIN alerting.channel_failures p ON p.channel = n.channel AND p.paused_until > $7
            WHERE (CASE WHEN $1::text IS NULL THEN n.channel <> $6 ELSE n.channel = $1 END) AND n.status = ANY ($2)
            ORDER BY n.queued_at DESC, n.id DESC LIMIT $3
            """).With(channel, statuses.ToArray(), limit, MostAttempts, MostAlerts, HeartbeatReceiver.ChannelName, clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(
            static row => new DeliveryEntry(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.Optional<DateTimeOffset?>(5), row.Optional<DateTimeOffset?>(6), row.Optional<string>(7), row.Optional<string>(8),
                StoredJson.Read<List<DeliveredAlert>>(row.GetString(9)), StoredJson.Read<List<DeliveryAttempt>>(row.GetString(10))),
            cancellationToken);
    }
}

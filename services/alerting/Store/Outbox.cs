using Npgsql;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>Puts notifications where their channel's loop finds them, in the transaction that decided on them.</summary>
internal static class Outbox
{
    public static void Enqueue(NpgsqlBatch batch, Notification notification, DateTimeOffset now) => batch
        .Then(
            """
            INSERT INTO alerting.notifications (
              id, group_id, channel, change, reason, reason_text, content, status, next_attempt_at, sample_at, changed_at, received_at, queued_at, waits, level)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', $8, $9, $10, $11, $12, $13, $14)
            """,
            notification.Id, notification.GroupId, notification.Channel, notification.Change, notification.Reason.ToString(), notification.ReasonText,
            Jsonb.Of(notification), notification.NotBefore ?? now, notification.Stamps.SampleAt, notification.Stamps.ChangedAt, notification.Stamps.ReceivedAt, notification.Stamps.QueuedAt,
            notification.NotBefore is not null, AlertRow.Word(notification.Severity))
        .Then(
            "INSERT INTO alerting.notification_alerts (notification_id, alert_id) SELECT $1, unnest($2::bigint[])",
            notification.Id, notification.Alerts.Select(alert => alert.Id).ToArray());
}

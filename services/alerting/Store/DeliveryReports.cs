using Npgsql;
using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Store;

/// <summary>What channels report later about a notification they took.</summary>
internal sealed class DeliveryReports(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>A line in the story of each alert the notification was about; said twice it is written once.</summary>
    public async Task AddAsync(Guid notification, TimelineKind kind, string text, string channel, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.timeline (alert_id, at, kind, text, actor)
            SELECT n.alert_id, $2, $3, $4, $5 FROM alerting.notification_alerts n
            WHERE n.notification_id = $1
              AND NOT EXISTS (SELECT 1 FROM alerting.timeline t WHERE t.alert_id = n.alert_id AND t.kind = $3 AND t.text = $4 AND t.actor = $5)
            """).With(notification, clock.GetUtcNow(), kind.ToString(), text, channel);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>A message of an escalation as a notification, so that it goes the way of all others: outbox, lease, retries, delivery log.</summary>
internal static class EscalationNotification
{
    public static Notification Of(Alert alert, EscalationMessage message, DateTimeOffset now) => new()
    {
        Id = Id(alert, message.Channel, message.Change),

        // Below zero, where no group is: the order of messages is kept for each episode and channel.
        GroupId = -alert.Id,
        GroupKey = $"escalation:{alert.Fingerprint}",
        RouteId = "escalation",
        GroupLabels = alert.Labels,
        Channel = message.Channel,
        Change = message.Change,
        Reason = alert.IsOpen ? NotifyReason.Escalated : NotifyReason.AllResolved,
        ReasonText = message.Reason,
        Alerts = [alert],
        Thread = Id(alert, message.Channel, 0),
        Stamps = new PathStamps(null, null, null, now),
    };

    // The same step has the same id however often it is computed.
    private static Guid Id(Alert alert, string channel, int change) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"escalation|{alert.FiredEventId}|{channel}|{change}"))).AsSpan(0, 16));
}

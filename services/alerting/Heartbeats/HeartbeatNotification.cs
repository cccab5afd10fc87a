using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Heartbeats;

/// <summary>A heartbeat as a notification about no alert, so that lease, record and delivery log are those of all others.</summary>
internal static class HeartbeatNotification
{
    public static Notification Of(int number, PathStamps stamps, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),

        // No group is 0. Each number is a change of its own.
        GroupId = 0,
        GroupKey = HeartbeatReceiver.ChannelName,
        RouteId = HeartbeatReceiver.ChannelName,
        GroupLabels = new Dictionary<string, string>(),
        Channel = HeartbeatReceiver.ChannelName,
        Change = number,
        Reason = NotifyReason.Heartbeat,
        ReasonText = "a heartbeat: the way of alerts works",
        Alerts = [],
        Thread = Guid.Empty,
        Stamps = stamps,
    };
}

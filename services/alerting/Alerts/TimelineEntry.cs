namespace PerfMonitor.Alerting.Alerts;

/// <summary>What happened to an alert.</summary>
internal enum TimelineKind
{
    Fired,
    Resolved,
    Acknowledged,
    Unacknowledged,
    HeldBack,
    Notified,
    Delivered,
    DeliveryFailed,
    Commented,
    Judged,
    Escalated,
    Acted,
}

/// <summary>One line of an alert's story; the actor is a user or a channel, where there is one.</summary>
internal sealed record TimelineEntry(long AlertId, DateTimeOffset At, TimelineKind Kind, string Text, string? Actor = null);

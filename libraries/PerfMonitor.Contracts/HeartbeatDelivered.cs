namespace PerfMonitor.Contracts;

/// <summary>A heartbeat came out at the end of the way of alerts, where channels are told.</summary>
public sealed record HeartbeatDelivered
{
    /// <summary>The <see cref="HeartbeatSent.SentAt"/> of the heartbeat; also the version.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When it came out.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
}

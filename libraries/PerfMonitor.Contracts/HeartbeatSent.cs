namespace PerfMonitor.Contracts;

/// <summary>Rules are being evaluated; goes the way alerts go, so that its arrival proves the way. A later one stands for all before it.</summary>
public sealed record HeartbeatSent
{
    /// <summary>When it was sent; also its version.</summary>
    public required DateTimeOffset SentAt { get; init; }
}

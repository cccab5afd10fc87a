namespace PerfMonitor.Alerting.Delivery;

/// <summary>How much one channel is told at most, and what becomes of the rest (section <c>Delivery:Limits:CHANNEL</c>).</summary>
internal sealed class LimitOptions
{
    /// <summary>Messages within <see cref="Per"/> at most; 0: no limit. A quarter of them is kept for critical alerts, the last for a digest of everything that waits. Default: 20.</summary>
    public int Most { get; init; } = 20;

    /// <summary>The time that <see cref="Most"/> counts for. Default: 10 min.</summary>
    public TimeSpan Per { get; init; } = TimeSpan.FromMinutes(10);
}

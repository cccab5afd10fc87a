namespace PerfMonitor.Analytics.Consumers;

/// <summary>How far behind the bus the taking in of samples is, as far as the newest delivery tells.</summary>
internal sealed class BusProgress(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _receivedAt = DateTimeOffset.MinValue;
    private TimeSpan _lag;

    /// <summary>The newest delivery's age when it came, and when that was.</summary>
    public (TimeSpan Lag, DateTimeOffset ReceivedAt) Newest
    {
        get
        {
            lock (_gate)
            {
                return (_lag, _receivedAt);
            }
        }
    }

    /// <summary>Takes note of a delivery; returns its age.</summary>
    public TimeSpan Received(long publishedAtMs)
    {
        var now = clock.GetUtcNow();
        var lag = now - DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(publishedAtMs, 0, now.ToUnixTimeMilliseconds()));
        lock (_gate)
        {
            (_lag, _receivedAt) = (lag, now);
        }

        return lag;
    }
}

namespace PerfMonitor.Ingestion.Scheduling;

/// <summary>When a target is looked at. Looks keep a fixed grid, so that a slow one does not push the next ones away.</summary>
internal static class GridTiming
{
    // A new target should show something at once, and many new ones not all in the same moment.
    private static readonly TimeSpan LongestFirstWait = TimeSpan.FromSeconds(3);

    /// <summary>How long the first look waits; spread by the target's id.</summary>
    public static TimeSpan FirstWait(Guid id, TimeSpan interval)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return (interval < LongestFirstWait ? interval : LongestFirstWait) * ((bytes[14] << 8 | bytes[15]) / 65_536.0);
    }

    /// <summary>The next moment of the grid after now; moments that were missed stay missed.</summary>
    public static DateTimeOffset Next(DateTimeOffset first, TimeSpan interval, DateTimeOffset now) =>
        now < first ? first : first + (interval * (Math.Floor((now - first) / interval) + 1));
}

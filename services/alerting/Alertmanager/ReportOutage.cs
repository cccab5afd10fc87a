namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>
/// For how long reports could not be taken: no instance was there, or the database was away. Who was not heard in that time has not stopped
/// reporting, so what would have run out in it or after it gets as much longer. Pure.
/// </summary>
internal static class ReportOutage
{
    /// <summary>One look a minute is usual. A shorter outage is within what reporters allow for: Prometheus gives each report four of its intervals.</summary>
    public static readonly TimeSpan Shortest = DueWatch.LongestWait * 2;

    /// <summary>Nothing where there was none, and where nobody has looked before.</summary>
    public static TimeSpan? Between(DateTimeOffset? lastLook, DateTimeOffset now) => now - lastLook is { } away && away >= Shortest ? away : null;
}

using Quartz;

namespace PerfMonitor.Reporting.Schedules;

/// <summary>
/// The runs a schedule owes when it fires: the one it fires for and those that came due since, because nothing was
/// running. Quartz itself fires once after a pause, for the first run that was missed.
/// </summary>
internal static class DueRuns
{
    /// <param name="cron">When the schedule runs.</param>
    /// <param name="zone">The zone it runs in.</param>
    /// <param name="first">The run Quartz fires for.</param>
    /// <param name="now">Runs after it are not due.</param>
    /// <param name="catchUp">Runs longer ago are left out.</param>
    public static IEnumerable<DateTimeOffset> Of(CronExpression cron, TimeZoneInfo zone, DateTimeOffset first, DateTimeOffset now, TimeSpan catchUp)
    {
        var local = cron.WithTimeZone(zone);
        for (DateTimeOffset? run = first; run <= now; run = local.GetNextValidTimeAfter(run.Value))
        {
            if (now - run.Value <= catchUp)
            {
                yield return run.Value;
            }
        }
    }
}

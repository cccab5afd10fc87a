using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;

namespace PerfMonitor.Analytics;

/// <summary>Whether samples are stored and queries answered.</summary>
internal sealed class HistoryHealth(SeriesCatalogue catalogue, GroupCommit commit, LiveFlusher live, HistoryBuffer buffer, RetentionSweep retention) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (!catalogue.IsLoaded)
        {
            return HealthCheckResult.Unhealthy("the catalogue of series has not been read yet");
        }

        if (commit.FailingSince is { } failing)
        {
            return HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"samples are not committed since {failing:u}; {buffer.Count} wait in memory, the rest on the bus"));
        }

        if (catalogue.IsFull)
        {
            return HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture,
                $"the catalogue is full ({catalogue.Count} series): samples of new series are refused soon after they come (history_full); raise History:MaxSeries (about 1 KB of memory each), or let series go sooner (History:HourRollupDays, History:Retention)"));
        }

        if (retention.Kept is { Count: > 0 } kept)
        {
            return HealthCheckResult.Degraded($"what has expired could not be taken away of {string.Join(", ", kept)}; look for long transactions in pg_stat_activity, it is tried again hourly");
        }

        return live.AwaySince is { } away
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"live windows are not written since {away:u}; the history is"))
            : HealthCheckResult.Healthy();
    }
}

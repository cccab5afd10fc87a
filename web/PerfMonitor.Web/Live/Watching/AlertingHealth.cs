using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>Degraded while alerting is broken; the page works all the same. Well, but with a word, where nobody would hear of that by mail.</summary>
internal sealed class AlertingHealth(AlertingWatch watch, WatchdogAudience audience) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(watch.State is { Status: AlertingState.Broken } state ? HealthCheckResult.Degraded(state.Reason) : HealthCheckResult.Healthy(audience.Unheard));
}

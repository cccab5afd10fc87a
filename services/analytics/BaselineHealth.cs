using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Analytics.Baselines;

namespace PerfMonitor.Analytics;

/// <summary>Tells whether the first baseline is there. Its absence is no illness: it comes with the data.</summary>
internal sealed class BaselineHealth(InitialBaseline initial) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["remark"] = initial.State }));
}

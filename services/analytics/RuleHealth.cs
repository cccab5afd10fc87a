using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics;

/// <summary>Whether every rule file is in force and rules are evaluated; a broken file is told here, and stops nothing else.</summary>
internal sealed class RuleHealth(RuleFolder folder, RuleBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (folder.Unreadable is { } unreadable)
        {
            return HealthCheckResult.Degraded($"the rules' folder cannot be read: {unreadable}");
        }

        if (folder.Book.Errors.Count > 0)
        {
            return HealthCheckResult.Degraded(string.Join("; ", folder.Book.Errors));
        }

        return board.Held is { } held ? HealthCheckResult.Degraded(held) : HealthCheckResult.Healthy();
    }
}

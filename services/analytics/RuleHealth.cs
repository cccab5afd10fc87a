using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics;

/// <summary>Whether every rule file is in force and rules are evaluated; a broken file is told here, and stops nothing else.</summary>
internal sealed class RuleHealth(RulesInForce rules, RuleBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (rules.Unreadable is { } unreadable)
        {
            return HealthCheckResult.Degraded($"the rules' folder cannot be read: {unreadable}");
        }

        if (rules.Book.Errors.Count > 0)
        {
            return HealthCheckResult.Degraded(string.Join("; ", rules.Book.Errors));
        }

        return board.Held is { } held ? HealthCheckResult.Degraded(held) : HealthCheckResult.Healthy();
    }
}

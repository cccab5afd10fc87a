using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Ready means that this instance stands in line for every partition.</summary>
internal sealed class SamplesHealth(PartitionConsumers consumers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(consumers.Missing.ToList() is { Count: > 0 } missing
            ? new HealthCheckResult(context.Registration.FailureStatus, $"RabbitMQ does not deliver the samples of partition {string.Join(", ", missing)}")
            : HealthCheckResult.Healthy());
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>Ready means that samples can be made durable.</summary>
internal sealed class BusHealth(ISampleBus bus) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await bus.ProbeAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"RabbitMQ does not answer: {failure.Message}", failure);
        }
    }
}

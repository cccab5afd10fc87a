using MassTransit;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>Tells others of anomalies.</summary>
internal interface IAnomalyFeed
{
    /// <summary>Completes when the broker has confirmed.</summary>
    Task PublishAsync(AnomalyDetected detected, CancellationToken cancellationToken);
}

/// <summary>Over the bus.</summary>
internal sealed class BusAnomalyFeed(IBus bus, TimeProvider clock) : IAnomalyFeed
{
    public Task PublishAsync(AnomalyDetected detected, CancellationToken cancellationToken) => bus.PublishConfirmedAsync(detected, clock, cancellationToken);
}

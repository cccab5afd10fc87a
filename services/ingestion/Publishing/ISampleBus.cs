namespace PerfMonitor.Ingestion.Publishing;

/// <summary>The way to a partition's durable queue.</summary>
internal interface ISampleBus
{
    /// <summary>Sends one batch; completes when the broker has confirmed that the partition's queue holds it durably, throws otherwise.</summary>
    Task SendAsync(int partition, byte[] payload, CancellationToken cancellationToken);

    /// <summary>Completes when the broker is there, throws otherwise.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}

using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;
using RabbitMQ.Client;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>Sends through one <see cref="SampleLink"/> at a time. A send that fails takes its link with it.</summary>
internal sealed class RabbitSampleBus(IConnectionFactory factory, IOptions<BusOptions> options, TimeProvider clock, ILogger<RabbitSampleBus> logger) : ISampleBus, IDisposable
{
    private readonly Redial<SampleLink> _links = new(
        cancellationToken => SampleLink.OpenAsync(factory, options.Value.Partitions, cancellationToken), static link => link.IsOpen, link => link.Abandon(logger), clock);

    public async Task SendAsync(int partition, byte[] payload, CancellationToken cancellationToken)
    {
        var link = await _links.CurrentAsync().WaitAsync(cancellationToken);
        var confirmed = link.Confirms;
        try
        {
            await link.SendAsync(partition, payload, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && link.Confirms > confirmed)
        {
            // Others came through meanwhile: this partition's queue is slow, the link is not dead.
            throw;
        }
        catch
        {
            link.Abandon(logger);
            throw;
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken) => await _links.CurrentAsync().WaitAsync(cancellationToken);

    public void Dispose() => _links.Dispose();
}

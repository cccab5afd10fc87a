using MassTransit;
using Microsoft.Extensions.Options;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>This instance's places in the lines for the partitions' queues, one in each, and how much came of each.</summary>
internal sealed class PartitionConsumers(IReceiveEndpointConnector connector, IOptions<BusOptions> options)
{
    private readonly HostReceiveEndpointHandle?[] _places = new HostReceiveEndpointHandle?[options.Value.Partitions];

    /// <summary>Takes a place in every line. Where nobody stands before, deliveries come at once.</summary>
    public void ConnectAll()
    {
        for (var partition = 0; partition < _places.Length; partition++)
        {
            Connect(partition);
        }
    }

    /// <summary>Goes to the end of a line. Ends what was begun first; the next in line takes over meanwhile.</summary>
    public async Task StepBackAsync(int partition, CancellationToken cancellationToken)
    {
        await _places[partition]!.StopAsync(cancellationToken);
        Connect(partition);
    }

    private void Connect(int partition) => _places[partition] = connector.ConnectReceiveEndpoint(
        SamplePartition.QueueName(partition),
        (context, endpoint) => SampleBatchConsumer.Configure(context, (IRabbitMqReceiveEndpointConfigurator)endpoint, options.Value));
}

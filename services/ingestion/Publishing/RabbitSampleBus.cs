using MassTransit;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// Sends through MassTransit. The address makes each send endpoint declare the partition's exchange and queue itself, with the arguments
/// analytics declares them with, so that a batch is kept also when analytics has never run.
/// </summary>
internal sealed class RabbitSampleBus(IBus bus) : ISampleBus
{
    private static readonly BinaryBody<SampleBatch> Body =
        new("application/vnd.perfmonitor.sample-batch", static batch => batch.Payload, static payload => new SampleBatch { Payload = payload });

    public async Task SendAsync(int partition, byte[] payload, CancellationToken cancellationToken)
    {
        var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{SamplePartition.QueueName(partition)}?singleactiveconsumer=true"));
        await endpoint.SendBinaryAsync(new SampleBatch { Payload = payload }, Body, cancellationToken);
    }
}

using MassTransit;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>
/// Takes batches off the partitions' queues. A delivery is acknowledged when the group commit that holds its samples is done;
/// while PostgreSQL is away deliveries stay unacknowledged, and the prefetch bounds how many this instance holds.
/// A batch that cannot be read ends in the error queue.
/// </summary>
internal sealed class SampleBatchConsumer(SampleIntake intake, BusProgress progress, PartitionDeliveries deliveries, AnalyticsMetrics metrics, ILogger<SampleBatchConsumer> logger)
    : IConsumer<SampleBatch>
{
    /// <summary>The body of a message is the payload itself.</summary>
    public static BinaryBody<SampleBatch> Body { get; } =
        new("application/vnd.perfmonitor.sample-batch", static batch => batch.Payload, static payload => new SampleBatch { Payload = payload });

    public async Task Consume(ConsumeContext<SampleBatch> context)
    {
        deliveries.Count(context.ReceiveContext.InputAddress);
        var batch = Decode(context);
        metrics.BusLag.Record(progress.Received(batch.PublishedAtMs).TotalSeconds);
        await intake.StoreAsync(batch, context.CancellationToken);
    }

    /// <summary>Sets up the endpoint of a partition.</summary>
    public static void Configure(IBusRegistrationContext context, IRabbitMqReceiveEndpointConfigurator endpoint, BusOptions options)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.Durable = true;
        foreach (var (name, value) in SamplePartition.QueueArguments)
        {
            endpoint.SetQueueArgument(name, value);
        }

        endpoint.PrefetchCount = options.Prefetch;
        endpoint.ConcurrentMessageLimit = options.Prefetch;
        endpoint.UseBinaryBody(Body);
        endpoint.ConfigureConsumer<SampleBatchConsumer>(context);
    }

    private DecodedBatch Decode(ConsumeContext<SampleBatch> context)
    {
        try
        {
            return SampleBatchReader.Read(context.Message.Payload);
        }
        catch (InvalidDataException corrupt)
        {
            if (context.GetRetryAttempt() == 0)
            {
                metrics.BatchesCorrupt.Add(1);
                logger.BatchCorrupt(context.ReceiveContext.InputAddress, context.MessageId, context.Message.Payload.Length, corrupt.Message);
            }

            throw;
        }
    }
}

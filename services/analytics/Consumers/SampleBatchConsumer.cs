using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Takes batches off the partitions' queues into this service.</summary>
internal sealed class SampleBatchConsumer(SampleIntake intake, RefusedSeries withoutRoom, BusProgress progress, PartitionDeliveries deliveries, AnalyticsMetrics metrics)
{
    /// <summary>
    /// Takes a batch in once there is room for it. The inner task ends when its samples are durable and its delivery may be acknowledged.
    /// Throws <see cref="InvalidDataException"/> for one that cannot be read.
    /// </summary>
    public Task<Task> TakeAsync(int partition, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        deliveries.Count(partition);
        var batch = SampleBatchReader.Read(payload.Span);
        metrics.BusLag.Record(progress.Received(batch.PublishedAtMs).TotalSeconds);
        return intake.AcceptAsync(batch, withoutRoom, cancellationToken);
    }
}

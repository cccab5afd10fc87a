using Microsoft.Extensions.Options;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// Moves what waits in queues of partitions that there are no more, since <see cref="BusOptions.Partitions"/> was made smaller: analytics
/// reads only those that there are. A batch is taken off its queue when the broker has confirmed it in the other one, so it may come twice
/// and is never lost. An empty queue that nobody reads is deleted.
/// </summary>
internal sealed class FormerPartitions(IConnectionFactory factory, IOptions<BusOptions> options, TimeProvider clock, ILogger<FormerPartitions> logger) : BackgroundService
{
    // An instance with the former settings may still write to them, or read them, for as long as an update takes.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>Moves what waits now; returns how many batches that were.</summary>
    public async Task<int> MoveAsync(CancellationToken cancellationToken)
    {
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        var moved = 0;
        for (var partition = options.Value.Partitions; await ExistsAsync(connection, partition, cancellationToken); partition++)
        {
            var batches = await MoveAsync(connection, partition, cancellationToken);
            if (batches > 0)
            {
                logger.FormerPartitionMoved(batches, partition);
            }

            moved += batches;
        }

        return moved;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await MoveAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever the client library throws: the batches are where they were, or in both queues.
                logger.FormerPartitionsNotMoved(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> MoveAsync(IConnection connection, int partition, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(Confirmed, cancellationToken);
        var (from, to) = (SamplePartition.QueueName(partition), SamplePartition.QueueName(partition % options.Value.Partitions));
        await SampleLink.DeclareAsync(channel, to, cancellationToken);
        var moved = 0;
        for (; await channel.BasicGetAsync(from, autoAck: false, cancellationToken) is { } batch; moved++)
        {
            await channel.BasicPublishAsync(exchange: "", routingKey: to, mandatory: true, new BasicProperties(batch.BasicProperties), batch.Body, cancellationToken);
            await channel.BasicAckAsync(batch.DeliveryTag, multiple: false, cancellationToken);
        }

        try
        {
            await channel.QueueDeleteAsync(from, ifUnused: true, ifEmpty: true, cancellationToken: cancellationToken);
        }
        catch (OperationInterruptedException inUse) when (inUse.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            logger.FormerPartitionInUse(partition);
        }

        return moved;
    }

    // Asking for a queue that is not there closes the channel.
    private static async Task<bool> ExistsAsync(IConnection connection, int partition, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclarePassiveAsync(SamplePartition.QueueName(partition), cancellationToken);
            return true;
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }
}

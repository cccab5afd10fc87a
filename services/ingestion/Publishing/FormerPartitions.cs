using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// Moves what waits in queues that analytics no longer reads: those of partitions that there are no more, since
/// <see cref="BusOptions.Partitions"/> was made smaller, and the classic queues that carried samples before quorum queues did. A batch is taken
/// off its queue when the broker has confirmed it in the other one, so it may come twice and is never lost. An empty classic queue is deleted;
/// RabbitMQ deletes no quorum queue on the condition that it is empty, so those stay.
/// </summary>
internal sealed class FormerPartitions(IConnectionFactory factory, IOptions<BusOptions> options, TimeProvider clock, ILogger<FormerPartitions> logger) : BackgroundService
{
    // An instance with the former settings may still write to them, or read them, for as long as an update takes.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // A queue that brings nothing for so long has nothing; what comes later is moved after the next pause.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    // Batches held at once, of 18 kB each as a rule.
    private const ushort Prefetch = 64;

    /// <summary>Moves what waits now; returns how many batches that were.</summary>
    public async Task<int> MoveAsync(CancellationToken cancellationToken)
    {
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        return await MoveAllAsync(connection, ClassicQueueName, first: 0, deletedWhenEmpty: true, cancellationToken)
            + await MoveAllAsync(connection, SamplePartition.QueueName, first: options.Value.Partitions, deletedWhenEmpty: false, cancellationToken);
    }

    /// <summary>The name of the classic queue that a partition once had.</summary>
    internal static string ClassicQueueName(int partition) => $"samples-{partition}";

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

    private async Task<int> MoveAllAsync(IConnection connection, Func<int, string> name, int first, bool deletedWhenEmpty, CancellationToken cancellationToken)
    {
        var moved = 0;
        for (var partition = first; await LookAsync(connection, name(partition), cancellationToken) is { } found; partition++)
        {
            if (found.ConsumerCount > 0)
            {
                logger.FormerPartitionInUse(found.QueueName);
                continue;
            }

            var batches = found.MessageCount == 0 ? 0 : await MoveAsync(connection, found.QueueName, SamplePartition.QueueName(partition % options.Value.Partitions), cancellationToken);
            if (batches > 0)
            {
                logger.FormerPartitionMoved(batches, found.QueueName);
            }

            moved += batches;
            if (deletedWhenEmpty)
            {
                await DeleteEmptyAsync(connection, found.QueueName, cancellationToken);
            }
        }

        return moved;
    }

    private async Task<int> MoveAsync(IConnection connection, string from, string to, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(RabbitMQConnections.Confirmed, cancellationToken);
        await SampleLink.DeclareAsync(channel, to, cancellationToken);
        await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        var arrived = Channel.CreateBounded<Arrived>(Prefetch);
        var consumer = new AsyncEventingBasicConsumer(channel);
        // The body is the client library's until this returns.
        consumer.ReceivedAsync += (_, batch) => arrived.Writer.WriteAsync(new Arrived(batch.DeliveryTag, new BasicProperties(batch.BasicProperties), batch.Body.ToArray()), cancellationToken).AsTask();
        await channel.BasicConsumeAsync(from, autoAck: false, consumer, cancellationToken);
        var moved = 0;
        for (; await NextAsync(arrived.Reader, cancellationToken) is { } batch; moved++)
        {
            await channel.BasicPublishAsync(exchange: "", routingKey: to, mandatory: true, batch.Properties, batch.Body, cancellationToken);
            await channel.BasicAckAsync(batch.DeliveryTag, multiple: false, cancellationToken);
        }

        return moved;
    }

    private async Task<Arrived?> NextAsync(ChannelReader<Arrived> arrived, CancellationToken cancellationToken)
    {
        try
        {
            return await arrived.ReadAsync(cancellationToken).AsTask().WaitAsync(Silence, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    // A refusal closes the channel.
    private async Task DeleteEmptyAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeleteAsync(queue, ifUnused: true, ifEmpty: true, cancellationToken: cancellationToken);
        }
        catch (OperationInterruptedException inUse) when (inUse.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            logger.FormerPartitionInUse(queue);
        }
    }

    // Asking for a queue that is not there closes the channel.
    private static async Task<QueueDeclareOk?> LookAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    private sealed record Arrived(ulong DeliveryTag, BasicProperties Properties, byte[] Body);
}

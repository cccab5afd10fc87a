using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace PerfMonitor.Ingestion.Tests;

public sealed class FormerPartitionsTests : IAsyncLifetime
{
    private readonly PrivateRabbitMQ? _broker = PrivateRabbitMQ.TryStart();
    private ConnectionFactory? _factory;
    private IConnection? _connection;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_broker is null, PrivateRabbitMQ.Missing);
        _factory = new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{_broker.Port}"), AutomaticRecoveryEnabled = false };
        _connection = await _factory.CreateConnectionAsync(Cancelled);
        using var bus = Bus(partitions: 5);
        for (byte partition = 0; partition < 5; partition++)
        {
            await bus.SendAsync(partition, [partition, 1], Cancelled);
            await bus.SendAsync(partition, [partition, 2], Cancelled);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _broker?.Dispose();
    }

    [Fact]
    public async Task What_waits_for_partitions_that_there_are_no_more_goes_to_those_that_there_are()
    {
        Assert.Equal(6, await Move(partitions: 2).MoveAsync(Cancelled));

        Assert.Equal(["0.1", "0.2", "2.1", "2.2", "4.1", "4.2"], await TakeAsync(0));
        Assert.Equal(["1.1", "1.2", "3.1", "3.2"], await TakeAsync(1));
        Assert.Equal(0, await Move(partitions: 2).MoveAsync(Cancelled));
    }

    [Fact]
    public async Task What_waits_in_the_classic_queues_of_before_goes_to_the_partitions_and_they_are_deleted()
    {
        await using (var channel = await _connection!.CreateChannelAsync(RabbitMQConnections.Confirmed, Cancelled))
        {
            for (byte partition = 0; partition < 3; partition++)
            {
                var queue = FormerPartitions.ClassicQueueName(partition);
                await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-single-active-consumer"] = true }, cancellationToken: Cancelled);
                await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { ContentType = SampleMessage.ContentType, Persistent = true }, new byte[] { partition, 9 }, Cancelled);
            }
        }

        Assert.Equal(3, await Move(partitions: 5).MoveAsync(Cancelled));

        Assert.Equal(["0.1", "0.2", "0.9"], await TakeAsync(0));
        Assert.Equal(["2.1", "2.2", "2.9"], await TakeAsync(2));
        await using var looking = await _connection!.CreateChannelAsync(cancellationToken: Cancelled);
        await Assert.ThrowsAsync<OperationInterruptedException>(() => looking.QueueDeclarePassiveAsync(FormerPartitions.ClassicQueueName(1), Cancelled));
    }

    [Fact]
    public async Task A_queue_that_another_instance_still_reads_stays()
    {
        await using var channel = await _connection!.CreateChannelAsync(cancellationToken: Cancelled);
        await channel.BasicQosAsync(0, prefetchCount: 1, global: false, Cancelled);
        var taken = new TaskCompletionSource();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, _) => { taken.TrySetResult(); return Task.CompletedTask; };
        await channel.BasicConsumeAsync(SamplePartition.QueueName(2), autoAck: false, consumer, Cancelled);
        await taken.Task.WaitAsync(Cancelled);

        await Move(partitions: 2).MoveAsync(Cancelled);

        await channel.CloseAsync(Cancelled);
        Assert.Equal(["2.1", "2.2"], await TakeAsync(2));
        Assert.Equal(["0.1", "0.2", "4.1", "4.2"], await TakeAsync(0));
    }

    private FormerPartitions Move(int partitions) => new(_factory!, Options.Create(new BusOptions { Partitions = partitions }), TimeProvider.System, NullLogger<FormerPartitions>.Instance);

    private RabbitSampleBus Bus(int partitions) => new(_factory!, Options.Create(new BusOptions { Partitions = partitions }), TimeProvider.System, NullLogger<RabbitSampleBus>.Instance);

    private async Task<List<string>> TakeAsync(int partition)
    {
        await using var channel = await _connection!.CreateChannelAsync(cancellationToken: Cancelled);
        var bodies = new List<string>();
        var waiting = (await channel.QueueDeclarePassiveAsync(SamplePartition.QueueName(partition), Cancelled)).MessageCount;
        var taken = new TaskCompletionSource();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, batch) =>
        {
            bodies.Add($"{string.Join('.', batch.Body.ToArray())}{(batch.BasicProperties is { ContentType: SampleMessage.ContentType, DeliveryMode: DeliveryModes.Persistent } ? "" : " changed")}");
            if (bodies.Count == waiting)
            {
                taken.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(SamplePartition.QueueName(partition), autoAck: true, consumer, Cancelled);
        await taken.Task.WaitAsync(Cancelled);
        return bodies;
    }
}

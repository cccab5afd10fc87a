using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PerfMonitor.Bench.SampleLinks;

/// <summary>Takes what arrives in queues, counts and acknowledges it.</summary>
internal sealed class LinkReader : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly List<Task> _acknowledging = [];
    private readonly CancellationTokenSource _ended = new();
    private long _count;

    private LinkReader(IConnection connection) => _connection = connection;

    /// <summary>How many messages have arrived.</summary>
    public long Count => Interlocked.Read(ref _count);

    public static async Task<LinkReader> OpenAsync(int port, string[] queues, LinkVariant variant)
    {
        var reader = new LinkReader(await new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{port}") }.CreateConnectionAsync());
        foreach (var queue in queues)
        {
            await reader.ConsumeAsync(queue, variant);
        }

        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_acknowledging);
        await _connection.DisposeAsync();
        _ended.Dispose();
    }

    private async Task ConsumeAsync(string queue, LinkVariant variant)
    {
        var channel = await _connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, variant.Arguments);
        await channel.BasicQosAsync(0, variant.Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        var waiting = new ConcurrentQueue<ulong>();
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            Interlocked.Increment(ref _count);
            if (variant.AcknowledgedAfter == TimeSpan.Zero)
            {
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
                return;
            }

            waiting.Enqueue(delivery.DeliveryTag);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumerTag: "", noLocal: false, exclusive: false, arguments: null, consumer);
        if (variant.AcknowledgedAfter > TimeSpan.Zero)
        {
            _acknowledging.Add(AcknowledgeAsync(channel, waiting, variant));
        }
    }

    /// <summary>Acknowledges what has arrived, every so often, as group commits do.</summary>
    private async Task AcknowledgeAsync(IChannel channel, ConcurrentQueue<ulong> waiting, LinkVariant variant)
    {
        using var timer = new PeriodicTimer(variant.AcknowledgedAfter);
        while (await NextAsync(timer))
        {
            var count = 0;
            while (waiting.TryDequeue(out var tag))
            {
                if (++count % variant.AcknowledgedTogether == 0 || waiting.IsEmpty)
                {
                    await channel.BasicAckAsync(tag, multiple: variant.AcknowledgedTogether > 1);
                }
            }
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_ended.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

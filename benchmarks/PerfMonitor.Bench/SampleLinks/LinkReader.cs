using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PerfMonitor.Bench.SampleLinks;

/// <summary>Takes what arrives in queues, counts and acknowledges it.</summary>
internal sealed class LinkReader : IAsyncDisposable
{
    private readonly IConnection _connection;
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

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ConsumeAsync(string queue, LinkVariant variant)
    {
        var channel = await _connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, variant.Arguments);
        await channel.BasicQosAsync(0, variant.Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        var waiting = 0;
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            Interlocked.Increment(ref _count);
            if (++waiting == variant.AcknowledgedTogether)
            {
                waiting = 0;
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: true);
            }
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumerTag: "", noLocal: false, exclusive: false, arguments: null, consumer);
    }
}

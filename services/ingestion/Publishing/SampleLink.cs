using System.Diagnostics;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>One connection to the broker, with a channel for each partition. After a failure it is abandoned.</summary>
internal sealed class SampleLink
{
    private readonly IConnection _connection;
    private readonly IChannel?[] _channels;
    private long _confirms;
    private int _abandoned;

    private SampleLink(IConnection connection, int partitions) => (_connection, _channels) = (connection, new IChannel?[partitions]);

    /// <summary>Whether the connection stands, as far as is known.</summary>
    public bool IsOpen => _connection.IsOpen && Volatile.Read(ref _abandoned) == 0;

    /// <summary>How many batches the broker has confirmed on this link.</summary>
    public long Confirms => Volatile.Read(ref _confirms);

    public static async Task<SampleLink> OpenAsync(IConnectionFactory factory, int partitions, CancellationToken cancellationToken) =>
        new(await factory.CreateConnectionAsync(cancellationToken), partitions);

    /// <summary>Sends a batch; completes when the broker has confirmed it. One batch of a partition at a time.</summary>
    public async Task SendAsync(int partition, byte[] payload, CancellationToken cancellationToken)
    {
        var queue = SamplePartition.QueueName(partition);
        var channel = _channels[partition] ??= await OpenChannelAsync(queue, cancellationToken);
        var properties = new BasicProperties
        {
            ContentType = SampleMessage.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?> { [SampleMessage.TraceHeader] = Activity.Current?.Id ?? SampleMessage.Untraced },
        };
        await channel.BasicPublishAsync(exchange: "", routingKey: queue, mandatory: true, properties, payload, cancellationToken);
        Interlocked.Increment(ref _confirms);
    }

    /// <summary>Lets go of the connection; what it still waited for fails. The broker may be gone, so nobody waits for the end.</summary>
    public void Abandon(ILogger logger)
    {
        if (Interlocked.Exchange(ref _abandoned, 1) == 0)
        {
            _ = _connection.LetGoAsync(logger.LinkNotClosed);
        }
    }

    /// <summary>The sender declares the queue too, so that a batch is kept also when analytics has never run.</summary>
    public static Task DeclareAsync(IChannel channel, string queue, CancellationToken cancellationToken) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, SamplePartition.QueueArguments, cancellationToken: cancellationToken);

    private async Task<IChannel> OpenChannelAsync(string queue, CancellationToken cancellationToken)
    {
        var channel = await _connection.CreateChannelAsync(RabbitMQConnections.Confirmed, cancellationToken);
        await DeclareAsync(channel, queue, cancellationToken);
        return channel;
    }
}

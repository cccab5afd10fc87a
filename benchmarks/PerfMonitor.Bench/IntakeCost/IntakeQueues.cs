using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>The partitions' queues as ingestion sees them.</summary>
internal sealed class IntakeQueues : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private IntakeQueues(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<IntakeQueues> OpenAsync(Uri address)
    {
        var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        var queues = new IntakeQueues(connection, await connection.CreateChannelAsync());
        for (var partition = 0; partition < IntakeLoad.Partitions; partition++)
        {
            await queues._channel.QueueDeclareAsync(
                SamplePartition.QueueName(partition), durable: true, exclusive: false, autoDelete: false, SamplePartition.QueueArguments);
        }

        return queues;
    }

    /// <summary>Sends without waiting for confirms, as fast as the broker takes them.</summary>
    public async Task SendAsync(IEnumerable<IntakeMessage> messages)
    {
        foreach (var (partition, payload) in messages)
        {
            var properties = new BasicProperties
            {
                ContentType = SampleMessage.ContentType,
                DeliveryMode = DeliveryModes.Persistent,
                Headers = new Dictionary<string, object?> { [SampleMessage.TraceHeader] = SampleMessage.Untraced },
            };
            await _channel.BasicPublishAsync(exchange: "", SamplePartition.QueueName(partition), mandatory: true, properties, payload);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

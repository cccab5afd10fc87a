using PerfMonitor.ServiceDefaults;
using RabbitMQ.Client;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Where the deliveries of a queue go that cannot be taken in, to be looked at: <c>&lt;queue&gt;_error</c>, which holds the newest 1,000.</summary>
internal static class ErrorQueue
{
    /// <summary>The header that says why.</summary>
    public const string ReasonHeader = "Reason";

    private static readonly Dictionary<string, object?> Arguments = new() { ["x-queue-type"] = "quorum", ["x-max-length"] = 1_000 };

    /// <summary>The name of a queue's error queue.</summary>
    public static string NameFor(string queue) => $"{queue}_error";

    /// <summary>Ends when the broker holds the delivery in the error queue.</summary>
    public static async Task AddAsync(IConnection connection, string queue, BasicProperties properties, byte[] body, string reason)
    {
        await using var channel = await connection.CreateChannelAsync(RabbitMQConnections.Confirmed);
        var errors = NameFor(queue);
        await channel.QueueDeclareAsync(errors, durable: true, exclusive: false, autoDelete: false, Arguments);
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>()) { [ReasonHeader] = reason };
        await channel.BasicPublishAsync(exchange: "", routingKey: errors, mandatory: true, properties, body);
    }
}

using MassTransit;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Sending and receiving messages with a <see cref="BinaryBody{T}"/>.</summary>
public static class BinaryBodyExtensions
{
    /// <summary>Makes an endpoint read binary bodies (and JSON, for what its errors need) instead of the default envelope.</summary>
    public static void UseBinaryBody<T>(this IReceiveEndpointConfigurator endpoint, BinaryBody<T> body)
        where T : class
    {
        endpoint.ClearSerialization();
        endpoint.AddDeserializer(body, isDefault: true);
        endpoint.UseRawJsonSerializer();
    }

    /// <summary>
    /// Sends with a binary body. Completes when the broker has confirmed that a queue holds the message durably;
    /// throws when no queue took it.
    /// </summary>
    public static Task SendBinaryAsync<T>(this ISendEndpoint endpoint, T message, BinaryBody<T> body, CancellationToken cancellationToken)
        where T : class =>
        endpoint.Send(
            message,
            context =>
            {
                context.Serializer = body;
                context.Durable = true;
                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                {
                    rabbit.Mandatory = true;
                }
            },
            cancellationToken);
}

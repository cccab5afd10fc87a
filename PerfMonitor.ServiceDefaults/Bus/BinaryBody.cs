using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using System.Runtime.Serialization;
using MassTransit;
using MassTransit.Serialization;

namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// A MassTransit serializer for one message type whose body is bytes of its own, without an envelope around them.
/// Headers, trace context among them, travel as the transport's own headers.
/// </summary>
/// <param name="mediaType">The content type that marks such bodies.</param>
/// <param name="write">Message to body.</param>
/// <param name="read">Body to message.</param>
public sealed class BinaryBody<T>(string mediaType, Func<T, byte[]> write, Func<byte[], T> read)
    : RawMessageSerializer, ISerializerFactory, IMessageSerializer, IMessageDeserializer
    where T : class
{
    /// <inheritdoc cref="ISerializerFactory.ContentType" />
    public ContentType ContentType { get; } = new(mediaType);

    /// <inheritdoc />
    public IMessageSerializer CreateSerializer() => this;

    /// <inheritdoc />
    public IMessageDeserializer CreateDeserializer() => this;

    /// <inheritdoc />
    public MessageBody GetMessageBody<TMessage>(SendContext<TMessage> context)
        where TMessage : class
    {
        if (context.Message is not T message)
        {
            throw new SerializationException($"The content type {ContentType} carries {typeof(T).Name} only, not {typeof(TMessage).Name}.");
        }

        if (context.MessageId is { } id)
        {
            context.Headers.Set(MessageHeaders.MessageId, id.ToString());
        }

        return new BytesMessageBody(write(message));
    }

    /// <inheritdoc />
    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    /// <inheritdoc />
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new BodyContext(this, new RawMessageContext(headers, destinationAddress!, RawSerializerOptions.AnyMessageType), read(body.GetBytes()));

    /// <inheritdoc />
    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    /// <inheritdoc />
    public void Probe(ProbeContext context) => context.CreateScope("binary").Add("contentType", ContentType.MediaType);

    private sealed class BodyContext(BinaryBody<T> owner, MessageContext context, T body)
        : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, context, [MessageUrn.ForTypeString<T>()])
    {
        public override bool TryGetMessage<TMessage>([NotNullWhen(true)] out TMessage? message)
            where TMessage : class
        {
            message = body as TMessage;
            return message is not null;
        }

        public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
        {
            message = messageType.IsInstanceOfType(body) ? body : null;
            return message is not null;
        }

        public override IMessageSerializer GetMessageSerializer() => owner;

        public override IMessageSerializer GetMessageSerializer<TMessage>(MessageEnvelope envelope, TMessage message) => owner;

        public override IMessageSerializer GetMessageSerializer(object message, string[] messageTypes) => owner;

        public override Dictionary<string, object> ToDictionary<TMessage>(TMessage? message)
            where TMessage : class => [];
    }
}

using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>
/// A consumer of one partition's queue, over a channel of its own. Deliveries are acknowledged in their order when their samples are durable, with one
/// frame as many as a group commit holds; while PostgreSQL is away they stay unacknowledged, and the prefetch bounds how many. What cannot be taken in
/// goes to the <see cref="ErrorQueue"/>.
/// </summary>
internal sealed class PartitionReader : AsyncDefaultBasicConsumer, IAsyncDisposable
{
    // One loop that hands deliveries over: with more of them each delivery would wake all that wait.
    private static readonly CreateChannelOptions OneByOne = new(publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false, consumerDispatchConcurrency: 1);

    // The client library may wait for a broker that is gone.
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly IConnection _connection;
    private readonly int _partition;
    private readonly SampleBatchConsumer _consumer;
    private readonly Action<int, string> _setAside;
    private readonly Channel<Delivery> _waiting;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _tag = "";

    private PartitionReader(IConnection connection, IChannel channel, int partition, ushort prefetch, SampleBatchConsumer consumer, Action<int, string> setAside)
        : base(channel)
    {
        (_connection, _partition, _consumer, _setAside, _ended) = (connection, partition, consumer, setAside, _end.Token);
        _waiting = System.Threading.Channels.Channel.CreateBounded<Delivery>(new BoundedChannelOptions(prefetch) { SingleReader = true, SingleWriter = true });
        channel.ChannelShutdownAsync += LostAsync;
    }

    private string Queue => SamplePartition.QueueName(_partition);

    /// <summary>Takes a place at the end of the line for a partition. <paramref name="setAside"/> hears the size and the reason of what goes to the error queue.</summary>
    public static async Task<PartitionReader> OpenAsync(
        IConnection connection, int partition, ushort prefetch, SampleBatchConsumer consumer, Action<int, string> setAside, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(OneByOne, cancellationToken);
        var reader = new PartitionReader(connection, channel, partition, prefetch, consumer, setAside);
        try
        {
            await channel.QueueDeclareAsync(reader.Queue, durable: true, exclusive: false, autoDelete: false, SamplePartition.QueueArguments, cancellationToken: cancellationToken);
            await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken);
            reader._tag = await channel.BasicConsumeAsync(reader.Queue, autoAck: false, reader, cancellationToken);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Acknowledges until told to leave and then what has come until then. Throws when the broker, or the channel to it, ends that before; what was not acknowledged comes again.</summary>
    public async Task RunAsync(CancellationToken leaving)
    {
        var acknowledging = AcknowledgeAsync(_ended);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        await Task.WhenAny(acknowledging, _lost.Task, Task.Delay(Timeout.InfiniteTimeSpan, left.Token));
        if (leaving.IsCancellationRequested)
        {
            await Channel.BasicCancelAsync(_tag, cancellationToken: _ended);
        }

        await await Task.WhenAny(acknowledging, _lost.Task);
        if (!leaving.IsCancellationRequested)
        {
            throw new IOException($"RabbitMQ ended the consumer of {Queue}.");
        }
    }

    /// <summary>The body is the client library's until this returns.</summary>
    public override async Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        try
        {
            await _waiting.Writer.WriteAsync(new Delivery(deliveryTag, await TakeAsync(properties, body)), _ended);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The channel closes, and the delivery comes again.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Channel.ChannelShutdownAsync -= LostAsync;
        _lost.TrySetCanceled();
        _end.Dispose();
        await Task.WhenAny(Channel.DisposeAsync().AsTask(), Task.Delay(CloseLimit));
    }

    /// <summary>The last that comes of a consumer, after its deliveries: it was cancelled, by us or by the broker.</summary>
    protected override async Task OnCancelAsync(string[] consumerTags, CancellationToken cancellationToken = default)
    {
        _waiting.Writer.TryComplete();
        await base.OnCancelAsync(consumerTags, cancellationToken);
    }

    private async Task<Task> TakeAsync(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        var activity = Begin(properties);
        try
        {
            var durable = await _consumer.TakeAsync(_partition, body, _ended);
            if (activity is not null)
            {
                _ = durable.ContinueWith(_ => activity.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return durable;
        }
        catch (Exception failure) when (!_ended.IsCancellationRequested)
        {
            // Whatever it is, it would be so again, and hold up everything behind it.
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            activity?.Dispose();
            _setAside(body.Length, failure.Message);
            return ErrorQueue.AddAsync(_connection, Queue, new BasicProperties(properties), body.ToArray(), failure.Message);
        }
    }

    private Activity? Begin(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(SampleMessage.TraceHeader, out var header) == true && header is byte[] text
            && ActivityContext.TryParse(Encoding.ASCII.GetString(text), null, isRemote: true, out var parent) && parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? AnalyticsMetrics.Activities.StartActivity($"{Queue} process", ActivityKind.Consumer, parent)
            : null;

    private async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        var waiting = _waiting.Reader;
        while (await waiting.WaitToReadAsync(cancellationToken))
        {
            var acknowledged = 0UL;
            while (waiting.TryPeek(out var next) && (acknowledged == 0 || next.Durable.IsCompleted))
            {
                await next.Durable.WaitAsync(cancellationToken);
                waiting.TryRead(out _);
                acknowledged = next.Tag;
            }

            await Channel.BasicAckAsync(acknowledged, multiple: true, cancellationToken);
        }
    }

    private Task LostAsync(object sender, ShutdownEventArgs reason)
    {
        _lost.TrySetException(new IOException($"The channel of {Queue} was closed: {reason.ReplyText}"));
        return Task.CompletedTask;
    }
}

using PerfMonitor.Ingestion.Admission;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>Hears from analytics which series the history has no room for. What is told while nobody listens is told again when the series are defined again.</summary>
internal sealed class RefusalListener(IConnectionFactory factory, SeriesCatalogue catalogue, TimeProvider clock, ILogger<RefusalListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Between lines in the log; metrics count what is refused.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // Messages, of 80 kB at most.
    private static readonly Dictionary<string, object?> QueueArguments = new() { ["x-max-length"] = 100 };

    private readonly Redial<IConnection> _connections = factory.Redialed(logger.LinkNotClosed, clock);

    private DateTimeOffset _quietUntil;

    /// <summary>Listens until the channel is lost, which it throws. <paramref name="onListening"/> hears the name of the queue when it begins.</summary>
    public async Task ListenAsync(IConnection connection, Action<string> onListening, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, reason) => Task.FromResult(lost.TrySetResult(reason.ReplyText));
        await channel.ExchangeDeclareAsync(RefusedSeriesMessage.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(queue: "", durable: false, exclusive: true, autoDelete: true, QueueArguments, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue.QueueName, RefusedSeriesMessage.Exchange, routingKey: "", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            Refuse(SeriesIdList.Read(message.Body.Span));
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) => Task.FromResult(lost.TrySetResult("the consumer was cancelled"));
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        onListening(queue.QueueName);
        var reason = await lost.Task.WaitAsync(cancellationToken);
        throw new IOException($"the channel is lost: {reason}");
    }

    public override void Dispose()
    {
        _connections.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isTold = false; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await ListenAsync(await _connections.CurrentAsync().WaitAsync(stoppingToken), _ => isTold = false, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever the client library throws: another try follows.
                if (!isTold)
                {
                    logger.RefusalsNotHeard(failure.Message);
                }

                isTold = true;
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private void Refuse(SeriesId[] series)
    {
        var now = clock.GetUtcNow();
        var refused = series.Count(id => catalogue.Refuse(id, now.ToUnixTimeMilliseconds()));
        if (refused > 0 && now >= _quietUntil)
        {
            _quietUntil = now + Quiet;
            logger.SeriesRefusedByHistory(refused, SeriesCatalogue.RefusalPeriod);
        }
    }
}

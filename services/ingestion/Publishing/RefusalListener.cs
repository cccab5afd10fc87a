using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>Hears from analytics which series the history has no room for. What is told while nobody listens is told again when the series are defined again.</summary>
internal sealed class RefusalListener(IConnectionFactory factory, SeriesCatalogue catalogue, TimeProvider clock, ILogger<RefusalListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Of 80 kB at most.
    private static readonly Dictionary<string, object?> QueueArguments = new() { ["x-max-length"] = 100 };

    /// <summary>Listens until the channel is lost. <paramref name="onListening"/> hears when it begins.</summary>
    public async Task ListenAsync(Action onListening, CancellationToken cancellationToken)
    {
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
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
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        onListening();
        var reason = await lost.Task.WaitAsync(cancellationToken);
        throw new IOException($"the channel was closed: {reason}");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isTold = false; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await ListenAsync(() => isTold = false, stoppingToken);
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
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var id in series)
        {
            catalogue.Refuse(id, nowMs);
        }

        logger.SeriesRefusedByHistory(series.Length, RefusedSeries.Period);
    }
}

using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Tells every instance of ingestion which series the catalogue has no room for, so that it refuses their samples and says why.</summary>
internal sealed class RefusalSender(RefusedSeries refused, IConnectionFactory factory, TimeProvider clock, ILogger<RefusalSender> logger) : BackgroundService
{
    // What gathers meanwhile goes in the same message.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Redial<IConnection> _connections = factory.Redialed(logger.ConnectionNotClosed, clock);

    /// <summary>Tells what waits.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        var ids = refused.Take();
        var connection = await _connections.CurrentAsync().WaitAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(RefusedSeriesMessage.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        foreach (var part in ids.Chunk(RefusedSeriesMessage.MaxIds))
        {
            var body = new byte[part.Length * SeriesIdList.IdBytes];
            SeriesIdList.Write(body, part);
            await channel.BasicPublishAsync(RefusedSeriesMessage.Exchange, routingKey: "", body, cancellationToken);
        }
    }

    public override void Dispose()
    {
        _connections.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isFailing = false; !stoppingToken.IsCancellationRequested;)
        {
            await refused.Arrived.WaitAsync(stoppingToken);
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                await SendAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever the client library throws: the series are defined, and refused, again.
                if (!isFailing)
                {
                    logger.RefusalsNotSent(failure.Message);
                }

                isFailing = true;
            }
        }
    }
}

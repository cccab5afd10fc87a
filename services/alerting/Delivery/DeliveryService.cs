using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Heartbeats;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>Starts a loop for each channel that can work, and says which cannot.</summary>
internal sealed class DeliveryService(
    Channels channels,
    HeartbeatReceiver heartbeat,
    INotificationQueue queue,
    Signals signals,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    AlertingMetrics metrics,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger<DeliveryService>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var channel in channels.All)
        {
            if (channel.Off is { } reason)
            {
                Log.ChannelOff(_logger, channel.Name, channel.Kind, reason);
            }
            else
            {
                Log.ChannelReady(_logger, channel.Name, channel.Kind, channel.Destination);
            }

            if (channel.Problem is { } problem)
            {
                Log.ChannelProblem(_logger, channel.Name, problem);
            }
        }

        // Also for one that is off: what was queued for it before is settled, visibly, rather than left lying.
        return Task.WhenAll(channels.All.Append(heartbeat).Select(channel => new DeliveryLoop(
            new Deliverer(channel, queue, options, clock, metrics, loggers.CreateLogger<Deliverer>()),
            signals,
            options.Value,
            clock,
            _logger).RunAsync(stoppingToken)));
    }
}

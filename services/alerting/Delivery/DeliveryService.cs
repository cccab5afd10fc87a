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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Configured(clock.GetUtcNow());

        // One for each channel of the configuration; those of channels that a reload has taken away end what they have begun.
        var loops = new Dictionary<IReceiver, (CancellationTokenSource Stop, Task Running)>();
        var ending = new List<Task> { Run(heartbeat, stoppingToken) };
        while (!stoppingToken.IsCancellationRequested)
        {
            var all = channels.All;
            ending.RemoveAll(static task => task.IsCompletedSuccessfully);
            foreach (var (gone, loop) in loops.Where(loop => !all.Contains(loop.Key)).ToList())
            {
                loops.Remove(gone);
                ending.Add(EndAsync(loop.Stop, loop.Running));
            }

            foreach (var channel in all.Where(channel => !loops.ContainsKey(channel)))
            {
                Announce(channel);
                var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);

                // Also for one that is off: what was queued for it before is settled, visibly, rather than left lying.
                loops[channel] = (stop, Run(channel, stop.Token));
            }

            await WaitAsync(stoppingToken);
        }

        await Task.WhenAll(ending.Concat(loops.Values.Select(static loop => loop.Running)));
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        try
        {
            await channels.Changed.WaitAsync(DueWatch.LongestWait, clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop ends at its head.
        }
    }

    private static async Task EndAsync(CancellationTokenSource stop, Task running)
    {
        using (stop)
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private Task Run(IReceiver channel, CancellationToken stopping) => new DeliveryLoop(
        new Deliverer(channel, queue, options, clock, metrics, loggers.CreateLogger<Deliverer>()),
        signals,
        options.Value,
        clock,
        _logger).RunAsync(stopping);

    private void Announce(IReceiver channel)
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
}

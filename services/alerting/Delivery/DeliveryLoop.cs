namespace PerfMonitor.Alerting.Delivery;

/// <summary>Keeps one channel's notifications going. Channels have loops of their own, so that one which hangs delays no other.</summary>
internal sealed class DeliveryLoop(Deliverer deliverer, Signals signals, DeliveryOptions options, TimeProvider clock, ILogger logger)
{
    private readonly List<Task> _running = [];

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        await Loop.RunAsync($"Delivery to {deliverer.Channel}", RoundAsync, clock, logger, stoppingToken);
        await Task.WhenAll(_running);
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        _running.RemoveAll(task => task.IsCompleted);
        var free = options.Concurrency - _running.Count;
        var claims = free > 0 ? await deliverer.ClaimAsync(free, stopping) : [];
        _running.AddRange(claims.Select(SendAsync));
        if (claims.Count == 0 || claims.Count == free)
        {
            await signals.Channel(deliverer.Channel).WaitAsync(DueWatch.LongestWait, clock, stopping);
        }
    }

    private async Task SendAsync(Claim claim)
    {
        try
        {
            await deliverer.SendAsync(claim);
        }
        catch (Exception unrecorded) when (unrecorded is not OutOfMemoryException)
        {
            // The lease runs out and the notification is sent again under the same id.
            Log.LoopFailed(logger, unrecorded, $"Recording notification {claim.Notification.Id} for {deliverer.Channel}", options.Lease);
        }
        finally
        {
            // A place is free, and the next notification of the same group may go.
            signals.Channel(deliverer.Channel).Signal();
        }
    }
}

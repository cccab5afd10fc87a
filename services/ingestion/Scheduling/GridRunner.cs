using Npgsql;

namespace PerfMonitor.Ingestion.Scheduling;

/// <summary>
/// Looks at every thing on its own grid, each in a task of its own with at most one look under way, so that one that hangs delays nobody
/// else. Bounded by what the work lists.
/// </summary>
internal sealed class GridRunner<T>(IGridWork<T> work, Changes<T> changes, ILeadership leadership, TimeProvider clock)
{
    private static readonly TimeSpan ListInterval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, Running> _running = [];

    private sealed record Running(T Item, CancellationTokenSource Stop, Task Task);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await ListAsync(stoppingToken);
                await changes.WaitAsync(ListInterval, stoppingToken);
            }
        }
        finally
        {
            foreach (var id in _running.Keys.ToList())
            {
                await StopAsync(id);
            }

            await leadership.DisposeAsync();
        }
    }

    private async Task ListAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await leadership.HoldsAsync(stoppingToken) is { } holds)
            {
                await ReconcileAsync(holds ? await work.ListAsync(stoppingToken) : new Dictionary<Guid, T>(), stoppingToken);
            }
        }
        catch (NpgsqlException away)
        {
            work.NotListed(away.Message);
        }
    }

    private async Task ReconcileAsync(IReadOnlyDictionary<Guid, T> items, CancellationToken stoppingToken)
    {
        foreach (var (id, running) in _running.ToList())
        {
            if (!items.TryGetValue(id, out var item) || !work.IsSame(running.Item, item))
            {
                await StopAsync(id);
                work.End(running.Item);
            }
        }

        foreach (var (id, item) in items)
        {
            if (!_running.ContainsKey(id))
            {
                var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                _running[id] = new Running(item, stop, Task.Run(() => LookAsync(id, item, stop.Token), CancellationToken.None));
            }
        }
    }

    private async Task StopAsync(Guid id)
    {
        if (_running.Remove(id, out var running))
        {
            await running.Stop.CancelAsync();
            await running.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.Stop.Dispose();
        }
    }

    private async Task LookAsync(Guid id, T item, CancellationToken stopped)
    {
        var interval = work.IntervalOf(item);
        var first = clock.GetUtcNow() + GridTiming.FirstWait(id, interval);
        var due = first;
        while (true)
        {
            var wait = due - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, stopped);
            }

            try
            {
                await work.LookAsync(item, stopped);
            }
            catch (Exception failure) when (!stopped.IsCancellationRequested)
            {
                // A fault of ours; without this the thing would silently never be looked at again.
                work.Broke(item, failure);
            }

            due = GridTiming.Next(first, interval, clock.GetUtcNow());
        }
    }
}

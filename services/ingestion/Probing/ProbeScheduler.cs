using Npgsql;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>
/// Probes every enabled target on its own grid, each in a task of its own with at most one probe under way, so that one that hangs
/// delays nobody else. Bounded by <see cref="TargetOptions.Maximum"/>.
/// </summary>
internal sealed class ProbeScheduler(ITargetStore store, TargetChanges changes, IProbeLeadership leadership, HttpProbe probe, ProbeRecorder recorder, TimeProvider clock, ILogger<ProbeScheduler> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, Running> _running = [];

    private sealed record Running(Target Target, CancellationTokenSource Stop, Task Task);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await changes.WaitAsync(LookInterval, stoppingToken);
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

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await leadership.HoldsAsync(stoppingToken) is not { } holds)
            {
                return;
            }

            var targets = holds ? (await store.ListAsync(stoppingToken)).Where(target => target.Enabled).ToDictionary(target => target.Id) : [];
            await ReconcileAsync(targets, stoppingToken);
        }
        catch (NpgsqlException away)
        {
            // The targets known so far are probed on.
            logger.TargetsNotRead(away.Message);
        }
    }

    private async Task ReconcileAsync(Dictionary<Guid, Target> targets, CancellationToken stoppingToken)
    {
        foreach (var (id, running) in _running.ToList())
        {
            if (!targets.TryGetValue(id, out var target) || !target.ProbesAs(running.Target))
            {
                await StopAsync(id);
                recorder.End(running.Target);
            }
        }

        foreach (var (id, target) in targets)
        {
            if (!_running.ContainsKey(id))
            {
                var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                _running[id] = new Running(target, stop, Task.Run(() => ProbeAsync(target, stop.Token), CancellationToken.None));
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

    private async Task ProbeAsync(Target target, CancellationToken stopped)
    {
        var first = clock.GetUtcNow() + ProbeTiming.FirstWait(target.Id, target.Interval);
        var due = first;
        while (true)
        {
            var wait = due - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, stopped);
            }

            var result = await probe.RunAsync(target, stopped);
            recorder.Record(target, result);
            if (result.Failure is not null)
            {
                logger.ProbeFailed(target.Name, result.Failure.Value, result.Detail);
            }

            due = ProbeTiming.Next(first, target.Interval, clock.GetUtcNow());
        }
    }
}

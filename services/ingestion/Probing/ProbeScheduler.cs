using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>Probes every enabled target on its own grid. Bounded by <see cref="TargetOptions.Maximum"/>.</summary>
internal sealed class ProbeScheduler(
    ITargetStore store, Changes<Target> changes, ILeadership leadership, HttpProbe probe, ProbeRecorder recorder, TimeProvider clock, ILogger<ProbeScheduler> logger)
    : BackgroundService, IGridWork<Target>
{
    public async Task<IReadOnlyDictionary<Guid, Target>> ListAsync(CancellationToken cancellationToken) =>
        (await store.ListAsync(cancellationToken)).Where(target => target.Enabled).ToDictionary(target => target.Id);

    public TimeSpan IntervalOf(Target item) => item.Interval;

    public bool IsSame(Target before, Target now) => now.ProbesAs(before);

    public async Task LookAsync(Target item, CancellationToken cancellationToken)
    {
        var result = await probe.RunAsync(item, cancellationToken);
        recorder.Record(item, result);
        if (result.Failure is not null)
        {
            logger.ProbeFailed(item.Name, result.Failure.Value, result.Detail);
        }
    }

    public void End(Target item) => recorder.End(item);

    public void NotListed(string reason) => logger.TargetsNotRead(reason);

    public void Broke(Target item, Exception failure) => logger.LookBroke(failure, item.Name);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new GridRunner<Target>(this, changes, leadership, clock).RunAsync(stoppingToken);
}

using System.Text.Json;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.StatusPage;

/// <summary>Remembers which targets are under maintenance: while alerting is away, what was known counts until its end. Asked by one at a time.</summary>
internal sealed class MaintenanceBoard(IMaintenance maintenance, ILogger<MaintenanceBoard> log)
{
    // As many as there are targets on the status page.
    private IReadOnlyDictionary<string, DateTimeOffset> _until = new Dictionary<string, DateTimeOffset>();

    /// <summary>By name of the target, when the work on it ends.</summary>
    /// <param name="targets">Those on the status page.</param>
    /// <param name="probes">Their newest probes, whose labels are those of their alerts.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(IReadOnlyList<ProbedTarget> targets, IReadOnlyList<PrometheusSeries> probes, CancellationToken cancellation)
    {
        if (targets.Count == 0)
            return _until;
        try
        {
            var until = await maintenance.UntilAsync([.. targets.Select(target => LabelsOf(target, probes))], cancellation);
            _until = targets.Zip(until).Where(static pair => pair.Second is not null).ToDictionary(static pair => pair.First.Name, static pair => pair.Second!.Value);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            log.MaintenanceUnknown(failure.Message);
        }

        return _until;
    }

    private static IReadOnlyDictionary<string, string> LabelsOf(ProbedTarget target, IReadOnlyList<PrometheusSeries> probes) =>
        probes.FirstOrDefault(probe => probe.Label("target") == target.Name)?.Labels ?? new Dictionary<string, string> { ["target"] = target.Name };
}

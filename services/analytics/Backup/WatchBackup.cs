using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>What the detectors watch. What they found stays with a watch that is changed; a new one is judged from now on.</summary>
internal sealed class WatchBackup()
    : NamedBackup<WatchDefinition>("watches", "history.watches", WatchStore.MostWatches, static watch => watch.Name, static watch => watch.Check())
{
    protected override async Task<Restored> WriteAsync(RestoreStep<WatchDefinition> restore, CancellationToken cancellationToken)
    {
        await restore.Session.ExecuteAsync(
            "INSERT INTO history.watches (name, definition, judged_until_ms) VALUES ($1, $2::jsonb, $3) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition",
            cancellationToken,
            restore.Id, Json(restore.Definition), restore.Session.Now.ToUnixTimeMilliseconds());
        return Restored.Done();
    }
}

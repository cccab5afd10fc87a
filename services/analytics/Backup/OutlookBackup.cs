using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>Forecasts that are kept fresh. What an outlook said by another definition is forgotten.</summary>
internal sealed class OutlookBackup()
    : NamedBackup<OutlookDefinition>("outlooks", "history.outlooks", OutlookStore.MostOutlooks, static outlook => outlook.Name, static outlook => outlook.Check())
{
    protected override async Task<Restored> WriteAsync(RestoreStep<OutlookDefinition> restore, CancellationToken cancellationToken)
    {
        await RemoveAsync(restore.Session, restore.Item, cancellationToken);
        await restore.Session.ExecuteAsync("INSERT INTO history.outlooks (name, definition) VALUES ($1, $2::jsonb)", cancellationToken, restore.Id, Json(restore.Definition));
        return Restored.Done();
    }
}

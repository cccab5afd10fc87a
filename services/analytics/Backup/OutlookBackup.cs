using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>Forecasts that are kept fresh. What an outlook said by another definition is forgotten.</summary>
internal sealed class OutlookBackup()
    : NamedBackup<OutlookDefinition>("outlooks", "history.outlooks", OutlookStore.MostOutlooks, static outlook => outlook.Name, static outlook => outlook.Check())
{
    protected override async Task<Restored> WriteAsync(RestoreStep<OutlookDefinition> step, CancellationToken cancellationToken)
    {
        await RemoveAsync(step.Session, step.Item, cancellationToken);
        await step.Session.ExecuteAsync("INSERT INTO history.outlooks (name, definition) VALUES ($1, $2::jsonb)", cancellationToken, step.Id, Json(step.Definition));
        return Restored.Done();
    }
}

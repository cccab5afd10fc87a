using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Api;

/// <summary>When a person takes back what held alerts back.</summary>
internal static class Holds
{
    /// <summary>Groups with alerts that this stage holds back run at once.</summary>
    public static async Task LookAgainAsync(IAlertStore store, string stage, DateTimeOffset now, Signals signals, CancellationToken cancellationToken)
    {
        await using var transaction = await store.BeginAsync(cancellationToken);
        await transaction.ScheduleHeldAsync(stage, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Flushing.Signal();
    }
}

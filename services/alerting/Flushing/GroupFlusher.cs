using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Flushing;

/// <summary>Runs the pipeline for groups that are due, each in a transaction of its own.</summary>
internal sealed class GroupFlusher(IAlertStore store, PipelineRules rules, TimeProvider clock, Signals signals, AlertingMetrics metrics, ILogger<GroupFlusher> logger)
{
    /// <summary>When the next group is due that nobody is at; null when none is to be expected.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => store.NextDueAsync(cancellationToken);

    /// <summary>False when no group is due.</summary>
    public async Task<bool> FlushOneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await store.BeginAsync(cancellationToken);
        if (await transaction.TakeDueAsync(now, cancellationToken) is not { } group)
        {
            return false;
        }

        Passage passage;
        try
        {
            passage = AlertPipeline.Run(await transaction.LoadAsync(group, rules, now, cancellationToken));
            await transaction.SaveAsync(passage, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or OutOfMemoryException) && !TransientFaults.IsTransient(broken))
        {
            // Something stored is not as it must be, or the database says no. The group is put off, so that the others go on.
            await transaction.DisposeAsync();
            await PostponeAsync(group, broken, now + TimeSpan.FromMinutes(1), cancellationToken);
            return true;
        }

        metrics.Decided(passage);
        foreach (var notification in passage.Notifications)
        {
            Log.Notifying(logger, notification.GroupKey, notification.Channel, notification.ReasonText);
            signals.Channel(notification.Channel).Signal();
        }

        return true;
    }

    private async Task PostponeAsync(AlertGroup group, Exception broken, DateTimeOffset next, CancellationToken cancellationToken)
    {
        Log.FlushFailed(logger, broken, group.Identity.Key, next);
        await using var transaction = await store.BeginAsync(cancellationToken);
        await transaction.PostponeAsync(group.Id, next, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

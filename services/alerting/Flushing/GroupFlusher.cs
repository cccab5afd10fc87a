using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Flushing;

/// <summary>Runs the pipeline for groups that are due, each in a transaction of its own.</summary>
internal sealed class GroupFlusher(IAlertStore store, Live<PipelineRules> rules, TimeProvider clock, Signals signals, AlertingMetrics metrics, ILogger<GroupFlusher> logger)
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
            passage = await RunAsync(transaction, group, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception broken) when (IsFaultOfGroup(broken))
        {
            // The group is put off, so that the others go on.
            await transaction.DisposeAsync();
            await PostponeAsync(group, broken, now + TimeSpan.FromMinutes(1), cancellationToken);
            return true;
        }

        Announce(passage);
        return true;
    }

    /// <summary>Whether what went wrong will go wrong again: something stored is not as it must be, or the database says no.</summary>
    public static bool IsFaultOfGroup(Exception broken) => broken is not (OperationCanceledException or OutOfMemoryException) && !TransientFaults.IsTransient(broken);

    /// <summary>Runs the pipeline for a group that the transaction has locked; what it decides is saved with the transaction.</summary>
    public async Task<Passage> RunAsync(IAlertTransaction transaction, AlertGroup group, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var passage = AlertPipeline.Run(await transaction.LoadAsync(group, rules.Value, now, cancellationToken));
        await transaction.SaveAsync(passage, cancellationToken);
        return passage;
    }

    /// <summary>Tells the channels, after the commit, what there is for them.</summary>
    public void Announce(Passage passage)
    {
        metrics.Decided(passage);
        foreach (var notification in passage.Notifications)
        {
            Log.Notifying(logger, notification.GroupKey, notification.Channel, notification.ReasonText);
            signals.Channel(notification.Channel).Signal();
        }
    }

    private async Task PostponeAsync(AlertGroup group, Exception broken, DateTimeOffset next, CancellationToken cancellationToken)
    {
        Log.FlushFailed(logger, broken, group.Identity.Key, next);
        await using var transaction = await store.BeginAsync(cancellationToken);
        await transaction.PostponeAsync(group.Id, next, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

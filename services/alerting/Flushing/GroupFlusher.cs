using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Flushing;

/// <summary>Runs the pipeline for groups that are due, each in a transaction of its own.</summary>
internal sealed class GroupFlusher(IAlertStore store, Live<PipelineRules> rules, TimeProvider clock, Signals signals, AlertingMetrics metrics, ILogger<GroupFlusher> logger)
{
    /// <summary>When the next group is due that nobody is at; null when none is to be expected.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => store.NextDueAsync(rules.Value.Tree, cancellationToken);

    /// <summary>False when no group is due.</summary>
    public async Task<bool> FlushOneAsync(CancellationToken cancellationToken)
    {
        var (now, current) = (clock.GetUtcNow(), rules.Value);
        await using var transaction = await store.BeginAsync(cancellationToken);
        if (await transaction.TakeDueAsync(now, current.Tree, cancellationToken) is not { } group)
        {
            return false;
        }

        Passage passage;
        try
        {
            var loaded = await transaction.LoadAsync(group, current, now, cancellationToken);
            if (!IsReady(loaded))
            {
                // Where they belong is locked together with this group, in the order of all; so this one is let go first, and runs after that.
                await transaction.DisposeAsync();
                await MoveAsync(RouteStage.Astray(loaded), current.Tree, now, cancellationToken);
                return true;
            }

            passage = await RunAsync(transaction, loaded, cancellationToken);
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

    /// <summary>
    /// Runs the pipeline for a group that the transaction has locked; what it decides is saved with the transaction. Null where the group cannot be
    /// run here and now: members of it belong elsewhere, or it is another instance's.
    /// </summary>
    public static async Task<Passage?> RunAsync(IAlertTransaction transaction, AlertGroup group, PipelineRules rules, DateTimeOffset now, CancellationToken cancellationToken) =>
        await transaction.LoadAsync(group, rules, now, cancellationToken) is var loaded && IsReady(loaded) ? await RunAsync(transaction, loaded, cancellationToken) : null;

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

    private static bool IsReady(Passage loaded) => !RouteStage.IsAnothers(loaded) && RouteStage.Astray(loaded).Count == 0;

    private static async Task<Passage> RunAsync(IAlertTransaction transaction, Passage loaded, CancellationToken cancellationToken)
    {
        var passage = AlertPipeline.Run(loaded);
        await transaction.SaveAsync(passage, cancellationToken);
        return passage;
    }

    // As many as one transaction may; the group is due until all are moved.
    private async Task MoveAsync(IReadOnlyList<Alert> astray, RoutingTree tree, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (astray.Count > 0)
        {
            await using var transaction = await store.BeginAsync(cancellationToken);
            await Regrouping.MoveAsync(transaction, [.. astray.Take(Regrouping.BatchSize)], tree, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
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

using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Routing;

/// <summary>After a change of the routing tree, moves what is open into the groups the new tree makes. What is over is told from the old ones when these run next.</summary>
internal sealed class Regrouping(IAlertStore store, Live<PipelineRules> live, TimeProvider clock, Signals signals, ILogger<Regrouping> logger)
{
    /// <summary>Alerts moved in one transaction; their groups stay locked as long.</summary>
    public const int BatchSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var rules = live.Value;
        if (await IsCurrentAsync(rules, cancellationToken))
        {
            return;
        }

        var (count, last) = (0, 0L);
        while (true)
        {
            await using var transaction = await store.BeginAsync(cancellationToken);
            var alerts = await transaction.OpenAlertsAsync(last, BatchSize, cancellationToken);
            if (alerts.Count == 0)
            {
                await transaction.SaveRoutingHashAsync(rules.Tree.Hash, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                break;
            }

            await MoveAsync(transaction, alerts, rules.Tree, clock.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            (count, last) = (count + alerts.Count, alerts[^1].Id);
        }

        Log.Regrouped(logger, count);
        signals.Flushing.Signal();
    }

    /// <summary>
    /// Puts alerts, as far as they are still open, into the groups that the tree makes, and takes them out of all others; what channels were told
    /// of them goes with them. All these groups are due then.
    /// </summary>
    public static async Task MoveAsync(IAlertTransaction transaction, IReadOnlyList<Alert> found, RoutingTree tree, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await transaction.KnowAsync([.. found.Select(static alert => (alert.Fingerprint, alert.FiredEventId))], cancellationToken);
        var alerts = known.Select(static one => one.Episode).OfType<Alert>().Where(static alert => alert.IsOpen).ToList();
        var places = GroupPlace.Of(alerts, tree.Root).ToLookup(static place => place.Alert.Id);
        var locked = await transaction.LockGroupsAsync([.. places.SelectMany(static place => place).Select(static place => place.Identity)], alerts.ConvertAll(static alert => alert.Id), now, cancellationToken);
        var memories = await transaction.MemoriesAsync([.. locked.Groups.Keys], cancellationToken);
        var before = locked.Groups.Values.ToDictionary(static group => group.Id, group => new ToldGroup(group, memories[group.Id].ToImmutableDictionary(static memory => memory.Channel)));
        var after = before.ToDictionary();
        foreach (var alert in alerts)
        {
            var to = places[alert.Id].Select(place => (locked.Of(place.Identity).Id, place.Route)).ToList();
            foreach (var (group, _) in to)
            {
                await transaction.JoinAsync(group, alert.Id, cancellationToken);
            }

            foreach (var left in locked.GroupsOf(alert.Id).Where(id => to.TrueForAll(place => place.Id != id)))
            {
                var (from, heirs) = Handover.Decide(alert.Fingerprint, after[left], to.ConvertAll(place => (after[place.Id], place.Route)));
                foreach (var group in heirs.Prepend(from))
                {
                    after[group.Group.Id] = group;
                }

                await transaction.LeaveAsync(left, alert.Fingerprint, cancellationToken);
            }
        }

        foreach (var group in after.Values)
        {
            if (group != before[group.Group.Id])
            {
                await transaction.SaveAsync(group, cancellationToken);
            }

            await transaction.ScheduleAsync(group.Group.Id, now, cancellationToken);
        }
    }

    private async Task<bool> IsCurrentAsync(PipelineRules rules, CancellationToken cancellationToken)
    {
        await using var transaction = await store.BeginAsync(cancellationToken);
        return await transaction.RoutingHashAsync(cancellationToken) == rules.Tree.Hash;
    }
}

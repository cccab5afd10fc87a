using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Routing;

/// <summary>After a change of the routing tree, puts what is open into the groups the new tree makes. Alerts leave their old groups when these run next.</summary>
internal sealed class Regrouping(IAlertStore store, Live<PipelineRules> live, TimeProvider clock, Signals signals, ILogger<Regrouping> logger)
{
    // Alerts in one transaction; their groups stay locked as long.
    private const int BatchSize = 100;

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
            await AlertIntake.PlaceAsync(transaction, alerts, new DueGroups(rules.Tree.Root), clock.GetUtcNow(), cancellationToken);
            foreach (var (group, _) in (await transaction.GroupsOfAsync(alerts.Select(alert => alert.Id).ToList(), cancellationToken)).DistinctBy(pair => pair.Group.Id))
            {
                await transaction.ScheduleAsync(group.Id, clock.GetUtcNow(), cancellationToken);
            }

            if (alerts.Count == 0)
            {
                await transaction.SaveRoutingHashAsync(rules.Tree.Hash, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                break;
            }

            await transaction.CommitAsync(cancellationToken);
            (count, last) = (count + alerts.Count, alerts[^1].Id);
        }

        Log.Regrouped(logger, count);
        signals.Flushing.Signal();
    }

    private async Task<bool> IsCurrentAsync(PipelineRules rules, CancellationToken cancellationToken)
    {
        await using var transaction = await store.BeginAsync(cancellationToken);
        return await transaction.RoutingHashAsync(cancellationToken) == rules.Tree.Hash;
    }
}

using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Intake;

/// <summary>Takes events from the bus: each changes its alert once, however often and in whatever order events are delivered.</summary>
internal sealed class AlertIntake(IAlertStore store, PipelineRules rules, TimeProvider clock, Signals signals, AlertingMetrics metrics, ILogger<AlertIntake> logger)
{
    public async Task FiredAsync(AlertFired fired, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await store.BeginAsync(cancellationToken);
        await transaction.LockAsync(fired.Fingerprint, cancellationToken);
        if (await transaction.FindByEventAsync(fired.EventId, cancellationToken) is not null)
        {
            metrics.Received("fired", "duplicate");
            return;
        }

        var open = await transaction.FindOpenAsync(fired.Fingerprint, cancellationToken);
        var early = await transaction.FindEarlyEndAsync(fired.EventId, cancellationToken);
        var reception = Lifecycle.Receive(fired, open, early, now);
        if (reception.Superseded is { } superseded)
        {
            await EndAsync(transaction, superseded, now, cancellationToken);
        }

        var alert = await transaction.SaveAsync(reception.Alert, now, cancellationToken);
        await transaction.TellAsync([new TimelineEntry(alert.Id, alert.StartsAt, TimelineKind.Fired, Describe(alert))], cancellationToken);
        if (!alert.IsOpen)
        {
            await transaction.TellAsync([new TimelineEntry(alert.Id, alert.EndsAt!.Value, TimelineKind.Resolved, alert.EndReason!)], cancellationToken);
        }

        // Also what has ended already, if that was heard too early: it may have lasted long enough to be told of.
        if (alert.IsOpen || early is not null)
        {
            await PlaceAsync(transaction, alert, rules.Tree.Root, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        metrics.Received("fired", "accepted");
        Log.Fired(logger, Level(alert.Severity), alert.Severity.ToString(), alert.Name, alert.Fingerprint, Describe(alert));
        signals.AlertChanged();
    }

    public async Task ResolvedAsync(AlertResolved resolved, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await store.BeginAsync(cancellationToken);
        await transaction.LockAsync(resolved.Fingerprint, cancellationToken);
        var alert = await transaction.FindByEventAsync(resolved.FiredEventId, cancellationToken);
        if (alert is { IsOpen: false })
        {
            metrics.Received("resolved", "duplicate");
            return;
        }

        if (alert is null)
        {
            await transaction.KeepEarlyEndAsync(resolved.FiredEventId, Ending.From(resolved), now, cancellationToken);
        }
        else
        {
            await EndAsync(transaction, Lifecycle.Resolve(alert, Ending.From(resolved), now), now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        metrics.Received("resolved", alert is null ? "early" : "accepted");
        Log.Resolved(logger, resolved.RuleName, resolved.Fingerprint, resolved.Reason);
        signals.AlertChanged();
    }

    /// <summary>Puts an alert into the groups its routes say, and sets their clocks.</summary>
    public static async Task PlaceAsync(IAlertTransaction transaction, Alert alert, AlertRoute root, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // In one order everywhere, so that two alerts with the same two groups cannot wait for each other.
        var places = RouteStage.Decide(alert.Labels, root)
            .Select(match => (match.Route, Identity: GroupIdentity.Of(match.Route, alert.Labels)))
            .OrderBy(place => place.Identity.Hash, StringComparer.Ordinal);
        foreach (var (route, identity) in places)
        {
            var group = await transaction.OpenGroupAsync(identity, now, cancellationToken);
            await transaction.JoinAsync(group.Id, alert.Id, cancellationToken);
            await transaction.ScheduleAsync(group.Id, GroupStage.Schedule(alert, group, route, now).At, cancellationToken);
        }
    }

    private async Task EndAsync(IAlertTransaction transaction, Alert ended, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ended = await transaction.SaveAsync(ended, now, cancellationToken);
        await transaction.TellAsync([new TimelineEntry(ended.Id, ended.EndsAt!.Value, TimelineKind.Resolved, ended.EndReason!)], cancellationToken);
        foreach (var group in await transaction.GroupsOfAsync(ended.Id, cancellationToken))
        {
            var route = RoutingTree.All(rules.Tree.Root).FirstOrDefault(node => node.Id == group.Identity.RouteId);
            var due = route is null ? now : GroupStage.Schedule(ended, group, route, now).At;
            await transaction.ScheduleAsync(group.Id, due, cancellationToken);
        }
    }

    // An alert is written to the log at its own level, so that who reads logs sees what an operator sees.
    private static LogLevel Level(Severity severity) => severity switch
    {
        Severity.Critical => LogLevel.Critical,
        Severity.Warning => LogLevel.Warning,
        _ => LogLevel.Information,
    };

    private static string Describe(Alert alert) => alert.Threshold is { } threshold
        ? $"{Text.Of(alert.Value)} {alert.Comparison ?? "against"} {Text.Of(threshold)}"
        : double.IsNaN(alert.Value) ? "reported without a value"
        : $"value {Text.Of(alert.Value)}";
}

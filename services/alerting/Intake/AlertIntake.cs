using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Intake;

/// <summary>
/// Takes events from the bus: each changes its alert once, however often and in whatever order events are delivered. Groups that are due at
/// once by that are run in the same transaction.
/// </summary>
internal sealed class AlertIntake(IAlertStore store, GroupFlusher flusher, Live<PipelineRules> rules, TimeProvider clock, Signals signals, AlertingMetrics metrics, ILogger<AlertIntake> logger)
{
    public Task FiredAsync(AlertFired fired, CancellationToken cancellationToken) => TakeAsync([new AlertEvent.Fired(fired)], cancellationToken);

    public Task ResolvedAsync(AlertResolved resolved, CancellationToken cancellationToken) => TakeAsync([new AlertEvent.Resolved(resolved)], cancellationToken);

    /// <summary>Takes events of different alerts, all or none.</summary>
    public async Task TakeAsync(IReadOnlyList<AlertEvent> events, CancellationToken cancellationToken)
    {
        // Read once: a reload in between must not place alerts by one tree and run their groups by another.
        var current = rules.Value;
        try
        {
            await TakeAsync(events, current, runsGroups: true, cancellationToken);
        }
        catch (Exception broken) when (GroupFlusher.IsFaultOfGroup(broken))
        {
            // A group that cannot be run does not keep its alerts out; the loop that runs groups says what is wrong with it, and puts it off.
            await TakeAsync(events, current, runsGroups: false, cancellationToken);
        }
    }

    private async Task TakeAsync(IReadOnlyList<AlertEvent> events, PipelineRules current, bool runsGroups, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await store.BeginAsync(cancellationToken);
        var known = await transaction.KnowAsync(events.Select(one => (one.Fingerprint, one.FiredEventId)).ToList(), cancellationToken);
        var changes = events.Zip(known, (one, knowledge) => (Event: one, Change: one.Apply(knowledge, now))).ToList();
        foreach (var (one, change) in changes.Where(pair => pair.Change.EarlyEnd is not null))
        {
            await transaction.KeepEarlyEndAsync(one.FiredEventId, change.EarlyEnd!, now, cancellationToken);
        }

        // What ends before what begins: there is one open episode of an alert.
        var ended = await transaction.SaveAsync(changes.Select(pair => pair.Change.Ended).OfType<Alert>().ToList(), now, cancellationToken);
        var beginning = changes.Select(pair => pair.Change).Where(change => change.Begun is not null).ToList();
        var begun = await transaction.SaveAsync(beginning.ConvertAll(change => change.Begun!), now, cancellationToken);
        var turns = changes.Select(pair => pair.Change.Turn).OfType<RuleTurn>().ToList();
        await transaction.SaveAsync([.. turns.SelectMany(turn => turn.Rules), .. Openers(beginning, begun)], cancellationToken);
        await transaction.TellAsync(
            [.. ended.Select(End), .. begun.Select(Begin), .. begun.Where(alert => !alert.IsOpen).Select(End), .. turns.SelectMany(turn => turn.Story)], cancellationToken);

        // All groups in one go: of two transactions with the same two, each taking first what ends and then what begins, one could wait for the other.
        var places = GroupPlace.Of(begun.Where((_, i) => beginning[i].IsPlaced), current.Tree.Root);
        var locked = await transaction.LockGroupsAsync([.. places.Select(place => place.Identity)], ended.Select(alert => alert.Id).ToList(), now, cancellationToken);
        var due = new DueGroups(current.Tree);
        due.Ended(ended, locked.Memberships, now);
        foreach (var place in places)
        {
            var group = locked.Of(place.Identity);
            await transaction.JoinAsync(group.Id, place.Alert.Id, cancellationToken);
            due.Note(group, place.Alert, place.Route, now);
        }

        var passages = new List<Passage>();
        foreach (var group in due.Groups)
        {
            if (runsGroups && due.RunsAtOnce(group, now) && await GroupFlusher.RunAsync(transaction, group, current, now, cancellationToken) is { } passage)
            {
                passages.Add(passage);
            }
            else
            {
                await transaction.ScheduleAsync(group.Id, group.NextFlushAt!.Value, cancellationToken);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        Report(changes);
        passages.ForEach(flusher.Announce);
        signals.AlertChanged();
    }

    private void Report(IEnumerable<(AlertEvent Event, Change Change)> changes)
    {
        foreach (var (one, change) in changes)
        {
            metrics.Received(one.Kind, change.Result);
            foreach (var line in change.Turn?.Story ?? [])
            {
                Log.GoesOn(logger, one.Fingerprint, line.Text);
            }

            if (change.Begun is { } alert)
            {
                Log.Fired(logger, Level(alert.Severity), alert.Severity.ToString(), alert.Name, alert.Fingerprint, Describe(alert));
            }
            else if (one is AlertEvent.Resolved { Message: var resolved } && change.Result is "accepted" or "early")
            {
                Log.Resolved(logger, resolved.RuleName, resolved.Fingerprint, resolved.Reason);
            }
        }
    }

    private static IEnumerable<FiringRule> Openers(IReadOnlyList<Change> beginning, IReadOnlyList<Alert> begun) =>
        beginning.Zip(begun, (change, alert) => (change.BegunBy, Alert: alert)).Where(pair => pair.Alert.IsOpen).Select(pair => pair.BegunBy! with { AlertId = pair.Alert.Id });

    private static TimelineEntry Begin(Alert alert) => new(alert.Id, alert.StartsAt, TimelineKind.Fired, Describe(alert));

    private static TimelineEntry End(Alert alert) => new(alert.Id, alert.EndsAt!.Value, TimelineKind.Resolved, alert.EndReason!);

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

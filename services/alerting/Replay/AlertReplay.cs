using System.Globalization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Replay;

/// <summary>
/// Runs <see cref="AlertPipeline"/> on a clock of its own over events of the past (or of no time at all): the live stages, in the
/// live order, at the moments the groups are due, and the steps of escalation beside it. Pure: nothing is stored and nobody is told.
/// </summary>
internal sealed class AlertReplay(PipelineRules rules, ReplaySurroundings around)
{
    /// <summary>Most runs of the pipeline and steps of escalation in one replay: a month of reminders every minute is below it.</summary>
    public const int MostRuns = 100_000;

    private readonly ReplayedAlerts _alerts = new();
    private readonly ReplayedGroups _groups = new(rules.Tree);
    private readonly Dictionary<long, Alert> _others = [];
    private readonly ReplayedEscalations _escalations = new(around.Book, around.Channels);
    private readonly List<Told> _told = [];
    private readonly List<HeldBack> _held = [];

    // What is open is an inhibition source; null after it has changed.
    private List<Alert>? _open;
    private int _runs;

    /// <summary>What people would have been told, and what would have been held back, until a moment.</summary>
    public static ReplayResult Run(
        PipelineRules rules, ReplaySurroundings around, IEnumerable<AlertFired> fired, IEnumerable<AlertResolved> resolved, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var replay = new AlertReplay(rules, around);

        // At one moment what ends comes before what begins, and what others do before what is replayed.
        var events = around.Others.Where(static other => other.EndsAt is not null).Select(other => (At: other.EndsAt!.Value, Order: 0, Do: (Action)(() => replay.End(other))))
            .Concat(around.Others.Select(other => (At: other.StartsAt, Order: 1, Do: (Action)(() => replay.Begin(other)))))
            .Concat(resolved.Select(one => (At: one.ResolvedAt, Order: 2, Do: (Action)(() => replay.Take(new AlertEvent.Resolved(one), one.ResolvedAt)))))
            .Concat(fired.Select(one => (At: one.FiredAt, Order: 3, Do: (Action)(() => replay.Take(new AlertEvent.Fired(one), one.FiredAt)))))
            .OrderBy(static one => one.At).ThenBy(static one => one.Order);
        foreach (var (at, _, happen) in events.Where(one => one.At <= until))
        {
            replay.RunUntil(at, isPast: true, cancellationToken);
            happen();
        }

        replay.RunUntil(until, isPast: false, cancellationToken);
        return new ReplayResult(replay._told, replay._held, replay._runs >= MostRuns);
    }

    private void Begin(Alert other)
    {
        _others[other.Id] = other with { State = AlertState.Firing, EndsAt = null };
        _open = null;
    }

    private void End(Alert other)
    {
        _others.Remove(other.Id);
        _open = null;
    }

    private void Take(AlertEvent happened, DateTimeOffset now)
    {
        var change = happened.Apply(_alerts.Know(happened), now);
        if (change.Turn is { } turn)
        {
            _alerts.Save(turn);
        }

        if (change.Ended is { } ended)
        {
            _alerts.Save(ended);
            _groups.Change(ended, now);
            Escalate(ended, hold: null, now);
        }

        if (change is { IsPlaced: true, Begun: { } begun, BegunBy: { } rule })
        {
            var alert = _alerts.Begin(begun, rule);
            _groups.Place(alert, now);
            _escalations.Begin(alert);
        }

        _open = null;
    }

    /// <summary>Runs what is due before a moment, or at it where nothing else happens then.</summary>
    private void RunUntil(DateTimeOffset moment, bool isPast, CancellationToken cancellationToken)
    {
        while (_runs < MostRuns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = _groups.Next;
            var (group, step) = (next?.At ?? DateTimeOffset.MaxValue, _escalations.NextAt ?? DateTimeOffset.MaxValue);
            var due = group <= step ? group : step;
            if (due == DateTimeOffset.MaxValue || (isPast ? due >= moment : due > moment))
            {
                return;
            }

            _runs++;
            if (group <= step)
            {
                _groups.Keep(Run(next!.Value.Group, due));
            }
            else
            {
                var alert = _alerts[_escalations.Next];
                Escalate(alert, HoldOf(alert, due), due);
            }
        }
    }

    private void Escalate(Alert alert, Hold? hold, DateTimeOffset now)
    {
        var messages = _escalations.Move(alert, hold, now);
        if (messages.Count > 0)
        {
            _told.Add(new Told(
                now,
                $"escalation:{alert.Fingerprint}",
                Word(alert.IsOpen ? NotifyReason.Escalated : NotifyReason.AllResolved),
                string.Join("; ", messages.Select(static message => message.Reason).Distinct()),
                [.. messages.Select(static message => message.Channel)],
                alert.IsOpen ? [alert.FiredEventId] : [],
                alert.IsOpen ? [] : [alert.FiredEventId]));
        }
    }

    private Hold? HoldOf(Alert alert, DateTimeOffset now)
    {
        var open = Open();
        return EscalationHold.Decide(alert, new Surroundings(open, open, Active(now), around.Maintenance), rules.Tree, now);
    }

    private ReplayedGroup Run(ReplayedGroup group, DateTimeOffset now)
    {
        var open = Open();
        var passage = AlertPipeline.Run(new Passage
        {
            Now = now,
            Rules = rules,
            Group = group.Group,
            Members = [.. group.Members.Values],
            InhibitionSources = open,
            DependencySources = open,
            Silences = Active(now),
            Maintenance = around.Maintenance,
            Memories = group.Memories,
        });
        if (passage.Notifications.Count > 0)
        {
            // A group speaks to all its channels at once: that is one thing people are told.
            var first = passage.Notifications[0];
            _told.Add(new Told(
                now,
                group.Group.Identity.Key,
                Word(first.Reason),
                first.ReasonText,
                [.. passage.Notifications.Select(static notification => notification.Channel)],
                [.. first.Firing.Select(static alert => alert.FiredEventId)],
                [.. first.Resolved.Select(static alert => alert.FiredEventId)]));
        }

        _held.AddRange(passage.Timeline.Where(static entry => entry.Kind == TimelineKind.HeldBack).Select(entry => new HeldBack(now, group.Members[entry.AlertId].Alert.FiredEventId, entry.Text)));
        return group.After(passage);
    }

    private List<Alert> Open() => _open ??= [.. _alerts.Open, .. _others.Values];

    private IReadOnlyList<Silence> Active(DateTimeOffset now) => [.. around.Silences.Where(silence => silence.IsActive(now))];

    private static string Word(NotifyReason reason) => string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(reason.ToString()[0])}{reason.ToString()[1..]}");
}

/// <summary>What people would have been told.</summary>
/// <param name="At">When the group would have spoken.</param>
/// <param name="GroupKey">The group.</param>
/// <param name="Reason">Why, as a code: <c>firstNotification</c>, <c>newAlerts</c>, <c>repeat</c>, <c>escalated</c>, <c>allResolved</c> …</param>
/// <param name="ReasonText">Why, in words.</param>
/// <param name="Channels">Over which channels.</param>
/// <param name="Firing">The events of the alerts named as firing.</param>
/// <param name="Resolved">The events of the alerts named as resolved.</param>
internal sealed record Told(DateTimeOffset At, string GroupKey, string Reason, string ReasonText, IReadOnlyList<string> Channels, IReadOnlyList<Guid> Firing, IReadOnlyList<Guid> Resolved);

/// <summary>An alert that a stage would have held back, and why.</summary>
internal sealed record HeldBack(DateTimeOffset At, Guid Fired, string Reason);

/// <summary>What a replay comes to; cut short where the pipeline would have run more often than the bound.</summary>
internal sealed record ReplayResult(IReadOnlyList<Told> Told, IReadOnlyList<HeldBack> Held, bool IsCut);

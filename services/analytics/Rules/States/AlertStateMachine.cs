using System.Globalization;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// inactive → pending → firing → resolved, as Prometheus does it, with hysteresis and a flap limit. Pure: live evaluation and
/// replays over history call it alike.
/// </summary>
internal static class AlertStateMachine
{
    private static readonly IReadOnlyDictionary<SeriesId, double> NoneSustained = new Dictionary<SeriesId, double>();

    /// <summary>
    /// Moves the alerts of a rule on by one evaluation.
    /// </summary>
    /// <param name="timing">The rule's times.</param>
    /// <param name="current">The alerts as the evaluation before left them.</param>
    /// <param name="seen">The conditions that hold now, each label set once.</param>
    /// <param name="sustained">Weaker conditions that hold now, with their values: an alert that fires goes on while its own does, but none begins; null for a rule without.</param>
    /// <param name="now">The moment of the evaluation.</param>
    /// <param name="explainEnd">Why a condition no longer holds.</param>
    public static Evaluation Evaluate(
        AlertTiming timing,
        IReadOnlyDictionary<SeriesId, AlertInstance> current,
        IReadOnlyList<AlertObservation> seen,
        IReadOnlyDictionary<SeriesId, double>? sustained,
        DateTimeOffset now,
        Func<AlertInstance, string> explainEnd)
    {
        var next = new Dictionary<SeriesId, AlertInstance>();
        var transitions = new List<AlertTransition>();
        foreach (var observation in seen)
        {
            var id = observation.Labels.Id;
            next[id] = Hold(timing, current.GetValueOrDefault(id), observation, now, transitions);
        }

        sustained ??= NoneSustained;
        foreach (var alert in current.Values.Where(alert => !next.ContainsKey(alert.Fingerprint)))
        {
            var left = alert.State == AlertState.Firing && sustained.TryGetValue(alert.Fingerprint, out var value)
                ? Sustain(alert, value, transitions)
                : End(timing, alert, now, explainEnd, transitions);
            if (left is not null)
            {
                next[left.Fingerprint] = left;
            }
        }

        return new Evaluation(next, transitions);
    }

    /// <summary>When an alert fires or ends by the mere passing of time, its condition staying as it is; null where it does not.</summary>
    public static DateTimeOffset? Deadline(AlertTiming timing, AlertInstance alert) => alert switch
    {
        { State: AlertState.Pending } => alert.ActiveSince + timing.For,
        { State: AlertState.Firing, KeepFiringSince: { } since } => KeptUntil(timing, alert, since),
        _ => null,
    };

    /// <summary>
    /// An alert after a time in which nobody evaluated its rule: that counts neither towards the time its condition must hold nor towards the
    /// time it is kept firing. Null where time changes nothing of it.
    /// </summary>
    public static AlertInstance? Skip(AlertInstance alert, TimeSpan unwatched, DateTimeOffset now) => alert switch
    {
        { State: AlertState.Pending } => alert with { ActiveSince = Earlier(alert.ActiveSince + unwatched, now) },
        { State: AlertState.Firing, KeepFiringSince: { } since } => alert with { KeepFiringSince = Earlier(since + unwatched, now) },
        _ => null,
    };

    /// <summary>Ends all alerts of a rule that is no more.</summary>
    public static IReadOnlyList<AlertTransition> Abandon(IEnumerable<AlertInstance> alerts, string reason) =>
        [.. alerts.Select(alert => new AlertTransition(AbandonedAs(alert.State), alert, null, reason))];

    private static AlertStep AbandonedAs(AlertState state) => state switch
    {
        AlertState.Firing => AlertStep.Resolved,
        AlertState.Pending => AlertStep.Withdrawn,
        _ => AlertStep.Forgotten,
    };

    private static AlertInstance Hold(AlertTiming timing, AlertInstance? before, AlertObservation seen, DateTimeOffset now, List<AlertTransition> transitions)
    {
        var active = before is { IsActive: true } ? before : null;
        var alert = Telling(timing, now, new AlertInstance
        {
            Labels = seen.Labels,
            Annotations = seen.Annotations,
            Value = seen.Value,
            State = active?.State ?? AlertState.Pending,
            ActiveSince = active?.ActiveSince ?? now,
            FiredAt = active?.FiredAt,
            Starts = before?.Starts ?? [],
            Series = seen.Series,
        });
        if (active?.KeepFiringSince is not null)
        {
            alert = Begun(timing, alert, now);
            transitions.Add(new AlertTransition(AlertStep.ConditionReturned, alert, seen, "the condition holds again"));
        }

        if (alert.State == AlertState.Firing)
        {
            return alert;
        }

        if (now - alert.ActiveSince >= timing.For)
        {
            alert = Begun(timing, alert with { State = AlertState.Firing, FiredAt = now }, now);
            transitions.Add(new AlertTransition(AlertStep.Fired, alert, seen, timing.For == TimeSpan.Zero
                ? "the condition holds"
                : $"the condition has held for {Words(now - alert.ActiveSince)}, the rule asks for {Words(timing.For)}"));
        }
        else if (active is null)
        {
            transitions.Add(new AlertTransition(AlertStep.BecamePending, alert, seen, $"the condition holds; the alert fires when it has done so for {Words(timing.For)}"));
        }

        return alert;
    }

    /// <summary>The alert with one more beginning.</summary>
    private static AlertInstance Begun(AlertTiming timing, AlertInstance alert, DateTimeOffset now) =>
        timing.Flapping is { } limit ? Telling(timing, now, alert with { Starts = limit.Count([.. alert.Starts, now], now) }) : alert;

    /// <summary>The alert with what its rule's texts do not say: that it flaps.</summary>
    private static AlertInstance Telling(AlertTiming timing, DateTimeOffset now, AlertInstance alert) => timing.Flapping is { } limit && limit.Until(alert.Starts) > now
        ? alert with { Annotations = new Dictionary<string, string>(alert.Annotations) { ["flapping"] = Flaps(limit) } }
        : alert;

    private static AlertInstance Sustain(AlertInstance alert, double value, List<AlertTransition> transitions)
    {
        var goesOn = alert with { Value = value, KeepFiringSince = null };
        if (alert.KeepFiringSince is not null)
        {
            transitions.Add(new AlertTransition(AlertStep.ConditionReturned, goesOn, null, "what keeps the alert firing holds again"));
        }

        return goesOn;
    }

    private static AlertInstance? End(AlertTiming timing, AlertInstance alert, DateTimeOffset now, Func<AlertInstance, string> explainEnd, List<AlertTransition> transitions)
    {
        if (alert.State == AlertState.Resting)
        {
            if (Rest(timing, alert, now) is not null)
            {
                return alert;
            }

            transitions.Add(new AlertTransition(AlertStep.Forgotten, alert, null, "none of its beginnings counts any more"));
            return null;
        }

        if (alert.State == AlertState.Pending)
        {
            return Leave(AlertStep.Withdrawn, explainEnd(alert));
        }

        var since = alert.KeepFiringSince ?? now;
        if (now < KeptUntil(timing, alert, since))
        {
            var kept = alert with { KeepFiringSince = since };
            if (alert.KeepFiringSince is null)
            {
                transitions.Add(new AlertTransition(AlertStep.KeptFiring, kept, null, $"{explainEnd(alert)}; {WhyKept(timing, alert, since)}"));
            }

            return kept;
        }

        return Leave(AlertStep.Resolved, alert.KeepFiringSince is null
            ? explainEnd(alert)
            : string.Create(CultureInfo.InvariantCulture, $"{explainEnd(alert)}, since {Words(now - since)}"));

        AlertInstance? Leave(AlertStep step, string reason)
        {
            var rest = Rest(timing, alert, now);
            transitions.Add(new AlertTransition(step, alert, null, reason) { Rest = rest });
            return rest;
        }
    }

    private static DateTimeOffset KeptUntil(AlertTiming timing, AlertInstance alert, DateTimeOffset since)
    {
        var kept = since + timing.KeepFiringFor;
        return timing.Flapping?.Until(alert.Starts) is { } calm && calm > kept ? calm : kept;
    }

    private static string WhyKept(AlertTiming timing, AlertInstance alert, DateTimeOffset since) =>
        timing.Flapping is { } limit && limit.Until(alert.Starts) > since + timing.KeepFiringFor
            ? $"the alert flaps ({Flaps(limit)}) and goes on until it is calm"
            : $"the rule keeps the alert firing for {Words(timing.KeepFiringFor)}";

    private static AlertInstance? Rest(AlertTiming timing, AlertInstance alert, DateTimeOffset now) =>
        timing.Flapping?.Count(alert.Starts, now) is { Count: > 0 } starts ? alert with { State = AlertState.Resting, FiredAt = null, KeepFiringSince = null, Starts = starts } : null;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Flaps(FlapLimit limit) => $"began {limit.Starts} times within {Words(limit.Within)}";

    private static string Words(TimeSpan duration) => DurationText.Format((long)duration.TotalMilliseconds);
}

/// <summary>The alerts after an evaluation, resting ones among them, and what changed.</summary>
internal sealed record Evaluation(IReadOnlyDictionary<SeriesId, AlertInstance> Alerts, IReadOnlyList<AlertTransition> Transitions);

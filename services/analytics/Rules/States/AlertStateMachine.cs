using System.Globalization;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// inactive → pending → firing → resolved, as Prometheus does it. Pure: live evaluation and replays over history call it alike.
/// </summary>
internal static class AlertStateMachine
{
    /// <summary>
    /// Moves the alerts of a rule on by one evaluation.
    /// </summary>
    /// <param name="forDuration">How long a condition must hold before its alert fires.</param>
    /// <param name="keepFiringFor">How long an alert goes on after its condition has ended.</param>
    /// <param name="current">The alerts that are pending or firing.</param>
    /// <param name="seen">The conditions that hold now, each label set once.</param>
    /// <param name="now">The moment of the evaluation.</param>
    /// <param name="explainEnd">Why a condition no longer holds.</param>
    public static Evaluation Evaluate(
        TimeSpan forDuration,
        TimeSpan keepFiringFor,
        IReadOnlyDictionary<SeriesId, AlertInstance> current,
        IReadOnlyList<AlertObservation> seen,
        DateTimeOffset now,
        Func<AlertInstance, string> explainEnd)
    {
        var next = new Dictionary<SeriesId, AlertInstance>();
        var transitions = new List<AlertTransition>();
        foreach (var observation in seen)
        {
            var id = observation.Labels.Id;
            next[id] = Hold(forDuration, current.GetValueOrDefault(id), observation, now, transitions);
        }

        foreach (var alert in current.Values.Where(alert => !next.ContainsKey(alert.Fingerprint)))
        {
            if (End(keepFiringFor, alert, now, explainEnd, transitions) is { } kept)
            {
                next[kept.Fingerprint] = kept;
            }
        }

        return new Evaluation(next, transitions);
    }

    /// <summary>Ends all alerts of a rule that is no more.</summary>
    public static IReadOnlyList<AlertTransition> Abandon(IEnumerable<AlertInstance> alerts, string reason) =>
        [.. alerts.Select(alert => new AlertTransition(alert.State == AlertState.Firing ? AlertStep.Resolved : AlertStep.Withdrawn, alert, null, reason))];

    private static AlertInstance Hold(TimeSpan forDuration, AlertInstance? before, AlertObservation seen, DateTimeOffset now, List<AlertTransition> transitions)
    {
        var alert = new AlertInstance
        {
            Labels = seen.Labels,
            Annotations = seen.Annotations,
            Value = seen.Value,
            State = before?.State ?? AlertState.Pending,
            ActiveSince = before?.ActiveSince ?? now,
            FiredAt = before?.FiredAt,
        };
        if (before?.KeepFiringSince is not null)
        {
            transitions.Add(new AlertTransition(AlertStep.ConditionReturned, alert, seen, "the condition holds again"));
        }

        if (alert.State == AlertState.Firing)
        {
            return alert;
        }

        if (now - alert.ActiveSince >= forDuration)
        {
            alert = alert with { State = AlertState.Firing, FiredAt = now };
            transitions.Add(new AlertTransition(AlertStep.Fired, alert, seen, forDuration == TimeSpan.Zero
                ? "the condition holds"
                : $"the condition has held for {Words(now - alert.ActiveSince)}, the rule asks for {Words(forDuration)}"));
        }
        else if (before is null)
        {
            transitions.Add(new AlertTransition(AlertStep.BecamePending, alert, seen, $"the condition holds; the alert fires when it has done so for {Words(forDuration)}"));
        }

        return alert;
    }

    private static AlertInstance? End(TimeSpan keepFiringFor, AlertInstance alert, DateTimeOffset now, Func<AlertInstance, string> explainEnd, List<AlertTransition> transitions)
    {
        if (alert.State == AlertState.Pending)
        {
            transitions.Add(new AlertTransition(AlertStep.Withdrawn, alert, null, explainEnd(alert)));
            return null;
        }

        var since = alert.KeepFiringSince ?? now;
        if (now - since < keepFiringFor)
        {
            var kept = alert with { KeepFiringSince = since };
            if (alert.KeepFiringSince is null)
            {
                transitions.Add(new AlertTransition(AlertStep.KeptFiring, kept, null, $"{explainEnd(alert)}; the rule keeps the alert firing for {Words(keepFiringFor)}"));
            }

            return kept;
        }

        transitions.Add(new AlertTransition(AlertStep.Resolved, alert, null, alert.KeepFiringSince is null
            ? explainEnd(alert)
            : string.Create(CultureInfo.InvariantCulture, $"{explainEnd(alert)}, since {Words(now - since)}")));
        return null;
    }

    private static string Words(TimeSpan duration) => DurationText.Format((long)duration.TotalMilliseconds);
}

/// <summary>The alerts after an evaluation, and what changed.</summary>
internal sealed record Evaluation(IReadOnlyDictionary<SeriesId, AlertInstance> Alerts, IReadOnlyList<AlertTransition> Transitions);

using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Rules;

/// <summary>An alert that would have fired in the period, with the events the bus would have carried.</summary>
internal sealed record BacktestAlert(AlertFired Fired, AlertResolved? Resolved)
{
    /// <summary>The alerts that the transitions of a rule tell of, in the order they fired.</summary>
    public static IReadOnlyList<BacktestAlert> Of(string group, AlertRule rule, IReadOnlyList<TimedTransition> transitions)
    {
        var alerts = new Dictionary<Guid, BacktestAlert>();
        foreach (var (at, transition) in transitions)
        {
            if (transition.Step == AlertStep.Fired)
            {
                var fired = AlertEvents.Fired(group, rule, transition, sampleAt: at);
                alerts[fired.EventId] = new BacktestAlert(fired, null);
            }
            else if (transition.Step == AlertStep.Resolved)
            {
                var resolved = AlertEvents.Resolved(rule.Key, transition, at);
                alerts[resolved.FiredEventId] = alerts[resolved.FiredEventId] with { Resolved = resolved };
            }
        }

        return [.. alerts.Values.OrderBy(static alert => alert.Fired.FiredAt)];
    }

    /// <summary>Whether the alert fired at some moment of a time.</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => Fired.FiredAt <= to && (Resolved is null || Resolved.ResolvedAt >= from);
}

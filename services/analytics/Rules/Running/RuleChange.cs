using PerfMonitor.Contracts;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>What one evaluation of a rule changes, to be stored in one transaction: states, and the events that tell of them.</summary>
internal sealed record RuleChange(string RuleKey, IReadOnlyList<AlertTransition> Transitions, IReadOnlyList<AlertFired> Fired, IReadOnlyList<AlertResolved> Resolved)
{
    /// <param name="group">The rule's group.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="transitions">What changes.</param>
    /// <param name="sampleAt">When the newest sample behind a series was taken; asked of those that fire alone, for it costs a search.</param>
    /// <param name="now">The moment.</param>
    public static RuleChange Of(string group, AlertRule rule, IReadOnlyList<AlertTransition> transitions, Func<LabelSet, DateTimeOffset> sampleAt, DateTimeOffset now) => new(
        rule.Key,
        transitions,
        [.. transitions.Where(static one => one.Step == AlertStep.Fired).Select(one => AlertEvents.Fired(group, rule, one, sampleAt(one.Seen!.Series)))],
        ResolvedOf(rule.Key, transitions, now));

    /// <summary>The end of all alerts of a rule that is no more.</summary>
    public static RuleChange Abandoned(string ruleKey, IEnumerable<AlertInstance> alerts, string reason, DateTimeOffset now)
    {
        var transitions = AlertStateMachine.Abandon(alerts, reason);
        return new RuleChange(ruleKey, transitions, [], ResolvedOf(ruleKey, transitions, now));
    }

    private static IReadOnlyList<AlertResolved> ResolvedOf(string ruleKey, IReadOnlyList<AlertTransition> transitions, DateTimeOffset now) =>
        [.. transitions.Where(static one => one.Step == AlertStep.Resolved).Select(one => AlertEvents.Resolved(ruleKey, one, now))];
}

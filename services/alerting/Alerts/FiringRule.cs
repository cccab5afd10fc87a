using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Alerts;

/// <summary>An episode of a rule, as one of those that fire an alert.</summary>
/// <param name="AlertId">The alert; 0 before the store has given it an id.</param>
/// <param name="FiredEventId">The event that said that the rule fires.</param>
/// <param name="Key">Tells the rule from others; null where its sender does not say.</param>
/// <param name="Group">The rule's group.</param>
/// <param name="Expression">What the rule asks.</param>
/// <param name="StartsAt">When the episode began.</param>
/// <param name="EndedAt">When it ended while other rules went on firing the alert; null otherwise.</param>
internal sealed record FiringRule(long AlertId, Guid FiredEventId, string? Key, string Group, string Expression, DateTimeOffset StartsAt, DateTimeOffset? EndedAt = null)
{
    public static FiringRule Of(AlertFired fired, long alertId = 0) => new(alertId, fired.EventId, fired.RuleKey, fired.RuleGroup, fired.Expression, fired.FiredAt);

    /// <summary>What began an alert of which nothing else is stored.</summary>
    public static FiringRule BeganBefore(Alert alert) => new(alert.Id, alert.FiredEventId, null, alert.RuleGroup, alert.Expression, alert.StartsAt);

    /// <summary>Whether both are episodes of one rule. Where a sender does not say, the rules of a group that have the same labels count as one.</summary>
    public bool IsSameRule(FiringRule other) => Key is null || other.Key is null ? Group == other.Group : Key == other.Key;

    /// <summary>The rule in words: all that a copy of a rule differs in.</summary>
    public override string ToString() => $"{Expression} (group {Group})";
}

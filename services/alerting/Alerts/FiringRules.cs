namespace PerfMonitor.Alerting.Alerts;

/// <summary>
/// The rules that fire an open alert. Those whose alerts have the same labels share it: it is over when the last of them has ended. At most
/// one episode of each rule in force fires it, which bounds them. Pure.
/// </summary>
internal sealed class FiringRules(Alert alert, IReadOnlyList<FiringRule> stored)
{
    private readonly List<FiringRule> _rules = [.. stored.Count > 0 ? stored : [FiringRule.BeganBefore(alert)]];

    /// <summary>
    /// A rule fires the alert, too; <paramref name="early"/> is the end of its episode where that was heard of first. Null where no other rule
    /// fires the alert: then the rule begins a new one, which <see cref="Lifecycle.Receive"/> is for.
    /// </summary>
    public RuleTurn? Join(FiringRule rule, Ending? early)
    {
        rule = rule with { AlertId = alert.Id };
        if (_rules.TrueForAll(rule.IsSameRule))
        {
            return null;
        }

        // Of the rule's own episodes the newest counts, even if the end of the one before was never heard of.
        var own = _rules.Where(rule.IsSameRule).ToList();
        var newer = own.Find(other => other.StartsAt > rule.StartsAt);
        var joined = rule with { EndedAt = early?.At ?? newer?.StartsAt };
        List<FiringRule> replaced = newer is null ? own.ConvertAll(other => other with { EndedAt = rule.StartsAt }) : [];
        List<TimelineEntry> story = [new(alert.Id, rule.StartsAt, TimelineKind.Fired, $"another rule with the same labels fires it, too: {rule}")];
        if (joined.EndedAt is { } endedAt)
        {
            story.Add(Left(joined, endedAt, early?.Reason ?? Lifecycle.NewerEpisode, _rules));
        }

        return new RuleTurn([.. Unstored, .. replaced, joined], story);
    }

    /// <summary>Whether the episode that an event began fires the alert still.</summary>
    public bool Contain(Guid firedEventId) => _rules.Exists(rule => rule.FiredEventId == firedEventId);

    /// <summary>One of the episodes that fire the alert is over. Null where it was the last: then the alert is over with it.</summary>
    public RuleTurn? Leave(Guid firedEventId, Ending ending)
    {
        var rule = _rules.Find(one => one.FiredEventId == firedEventId)!;
        var others = _rules.Where(other => other != rule).ToList();
        return others.Count == 0 ? null : new RuleTurn([rule with { EndedAt = ending.At }], [Left(rule, ending.At, ending.Reason, others)]);
    }

    // Once a second rule is stored, the first one must be, too.
    private IEnumerable<FiringRule> Unstored => stored.Count == 0 ? _rules : [];

    private TimelineEntry Left(FiringRule rule, DateTimeOffset at, string reason, List<FiringRule> others) =>
        new(alert.Id, at, TimelineKind.Resolved, $"{rule} has ended ({reason}); the alert goes on, as {others[0]} fires it{(others.Count > 1 ? $", and {others.Count - 1} more" : "")}");
}

/// <summary>What a rule's beginning or end does to an alert that goes on.</summary>
/// <param name="Rules">What changes of its rules.</param>
/// <param name="Story">What the alert's story tells of it.</param>
internal sealed record RuleTurn(IReadOnlyList<FiringRule> Rules, IReadOnlyList<TimelineEntry> Story);

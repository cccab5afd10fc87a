namespace PerfMonitor.Analytics.Rules;

/// <summary>A group in force, with its schedule and what its rules wrote last; what they wrote under an earlier version is handed in.</summary>
internal sealed class GroupRun(RuleGroup group, RuleOptions options, IReadOnlyDictionary<string, RuleSamples> written)
{
    // By rule; bounded by the group.
    private readonly Dictionary<string, RuleSamples> _written = group.Rules.ToDictionary(static rule => rule.Key, rule => written.GetValueOrDefault(rule.Key) ?? new RuleSamples([]));
    private readonly Dictionary<string, DateTimeOffset> _recordedAt = [];

    public RuleGroup Group { get; } = group;

    public GroupSchedule Schedule { get; } = new(group.Interval ?? options.Interval, followsSamples: group.Interval is null, group.IsUrgent ? options.CriticalGap : options.MinimumGap, options.MinimumGap);

    /// <summary>What can be read at the beginning of a turn: all that alerts ask, but for what rules of the group write during it.</summary>
    public IReadOnlyList<RuleExpression> ReadTogether { get; } = [.. group.Expressions.Where(expression => !group.Writes(expression))];

    /// <summary>The evaluation under way, or the last one.</summary>
    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>What each rule wrote last, by its key.</summary>
    public IReadOnlyDictionary<string, RuleSamples> Written => _written;

    public RuleSamples SamplesOf(Rule rule) => _written[rule.Key];

    public DateTimeOffset RecordedAt(Rule rule) => _recordedAt.GetValueOrDefault(rule.Key, DateTimeOffset.MinValue);

    public void Recorded(Rule rule, DateTimeOffset at) => _recordedAt[rule.Key] = at;
}

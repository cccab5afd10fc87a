namespace PerfMonitor.Analytics.Rules;

/// <summary>A group in force, with its schedule and what its rules wrote last; what they wrote under an earlier version is handed in.</summary>
internal sealed class GroupRun(RuleGroup group, RuleOptions options, IReadOnlyDictionary<string, RuleSamples> written)
{
    // By rule; bounded by the group.
    private readonly Dictionary<string, RuleSamples> _written = group.Rules.ToDictionary(static rule => rule.Key, rule => written.GetValueOrDefault(rule.Key) ?? new RuleSamples([]));
    private readonly Dictionary<string, DateTimeOffset> _recordedAt = [];

    public RuleGroup Group { get; } = group;

    public GroupSchedule Schedule { get; } = new(GroupPace.Of(group, options), records: group.Rules.Any(static rule => rule is RecordingRule));

    // What can be read at the beginning of a turn: all that is asked, but for what rules of the group write during it.
    private readonly IReadOnlyList<RuleExpression> _alerts = [.. group.Rules.OfType<AlertRule>().SelectMany(static rule => rule.Expressions).Where(expression => !group.Writes(expression))];
    private readonly IReadOnlyList<RuleExpression> _recordings = [.. group.Rules.OfType<RecordingRule>().Select(static rule => rule.Expression).Where(expression => !group.Writes(expression))];

    /// <summary>How many series that was in the last turn; null before the first.</summary>
    public int? SeriesRead { get; set; }

    /// <summary>The evaluation under way, or the last one.</summary>
    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>What each rule wrote last, by its key.</summary>
    public IReadOnlyDictionary<string, RuleSamples> Written => _written;

    /// <summary>What can be read at the beginning of a turn, and of which moment.</summary>
    public IEnumerable<(RuleExpression Expression, DateTimeOffset At)> Asked(Turn turn, DateTimeOffset now)
    {
        var alerts = _alerts.Select(expression => (expression, now - Group.QueryOffset));
        return turn == Turn.Regular ? alerts.Concat(_recordings.Select(expression => (expression, Schedule.Align(now) - Group.QueryOffset))) : alerts;
    }

    public RuleSamples SamplesOf(Rule rule) => _written[rule.Key];

    public DateTimeOffset RecordedAt(Rule rule) => _recordedAt.GetValueOrDefault(rule.Key, DateTimeOffset.MinValue);

    public void Recorded(Rule rule, DateTimeOffset at) => _recordedAt[rule.Key] = at;
}

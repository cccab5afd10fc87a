using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PerfMonitor.Analytics.Rules;

/// <summary>How the rules are doing, for those who ask: written by the evaluations, read by the API. Bounded by the rules in force.</summary>
internal sealed class RuleBoard(IOptions<RuleOptions> options)
{
    private readonly ConcurrentDictionary<string, RuleStatus> _rules = [];
    private readonly ConcurrentDictionary<(string File, string Group), GroupStatus> _groups = [];

    /// <summary>How often groups without an interval of their own are evaluated.</summary>
    public TimeSpan Interval => options.Value.Interval;

    /// <summary>Whether this instance evaluates the rules.</summary>
    public bool IsLeader { get; set; }

    /// <summary>Why no rule is evaluated at the moment; null where they are.</summary>
    public string? Held { get; set; }

    public RuleStatus Of(Rule rule) => _rules.GetValueOrDefault(rule.Key, RuleStatus.Unknown);

    /// <summary>Why the last evaluation of a rule failed; null where it did not.</summary>
    public string? ErrorOf(string ruleKey) => _rules.GetValueOrDefault(ruleKey, RuleStatus.Unknown).Error;

    public GroupStatus Of(RuleGroup group) => _groups.GetValueOrDefault((group.File, group.Name), GroupStatus.Unknown);

    /// <summary>Takes note of an evaluation; returns whether the rule's health changed with it.</summary>
    public bool Evaluated(Rule rule, RuleStatus status)
    {
        var before = Of(rule);
        _rules[rule.Key] = status;
        return before.Trouble != status.Trouble;
    }

    public void Evaluated(RuleGroup group, GroupStatus status) => _groups[(group.File, group.Name)] = status;

    /// <summary>Forgets what is no longer in force.</summary>
    public void Keep(RuleBook book)
    {
        var rules = book.Groups.SelectMany(static group => group.Rules).Select(static rule => rule.Key).ToHashSet();
        foreach (var gone in _rules.Keys.Where(key => !rules.Contains(key)))
        {
            _rules.TryRemove(gone, out _);
        }

        var groups = book.Groups.Select(static group => (group.File, group.Name)).ToHashSet();
        foreach (var gone in _groups.Keys.Where(key => !groups.Contains(key)))
        {
            _groups.TryRemove(gone, out _);
        }
    }

    /// <summary>Forgets everything, when another instance takes over.</summary>
    public void Clear()
    {
        _rules.Clear();
        _groups.Clear();
    }
}

/// <summary>How the last evaluation of a rule went. The alerts are those pending or firing after it.</summary>
internal sealed record RuleStatus(DateTimeOffset? EvaluatedAt, TimeSpan Duration, string? Error, IReadOnlyCollection<AlertInstance> Alerts)
{
    public static RuleStatus Unknown { get; } = new(null, TimeSpan.Zero, null, []);

    /// <summary>What the operator must know of an evaluation that succeeded; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>What is wrong, whether the evaluation failed or not.</summary>
    public string? Trouble => Error ?? Remark;

    /// <summary>As the Prometheus API names it.</summary>
    public string Health => EvaluatedAt is null ? "unknown" : Trouble is null ? "ok" : "err";
}

/// <summary>When a group was evaluated last, and how long that took.</summary>
internal sealed record GroupStatus(DateTimeOffset? EvaluatedAt, TimeSpan Duration)
{
    public static GroupStatus Unknown { get; } = new(null, TimeSpan.Zero);
}

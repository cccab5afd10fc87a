using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Rules that are evaluated together, in order, at the same moment.</summary>
internal sealed record RuleGroup
{
    /// <summary>The file's name within the rules' folder.</summary>
    public required string File { get; init; }

    /// <summary>Unique within the file.</summary>
    public required string Name { get; init; }

    /// <summary>How often; null where the file leaves it to <see cref="RuleOptions.Interval"/>, and to the samples that arrive.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How far back from now the rules look, for sources that arrive late.</summary>
    public TimeSpan QueryOffset { get; init; }

    /// <summary>Most alerts or series a rule of the group may produce; 0 for no limit.</summary>
    public int Limit { get; init; }

    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>Whether an expression may read series that rules of the group write.</summary>
    public bool Writes(RuleExpression expression) =>
        expression.Selectors.Any(matchers => AlertSeries.Names.Concat(Rules.OfType<RecordingRule>().Select(static rule => rule.Name))
            .Any(name => matchers.Where(static matcher => matcher.Name == LabelSet.MetricName).All(matcher => matcher.Matches(name))));

    /// <summary>Whether a sample that arrives may have to wake somebody at once: a critical alert of the group fires without waiting.</summary>
    public bool IsUrgent => Rules.OfType<AlertRule>().Any(static rule => rule is { FailureOf: null, IsCritical: true } && rule.For == TimeSpan.Zero);
}

/// <summary>A rule of a rule file.</summary>
internal abstract record Rule
{
    /// <summary>The alert's name, or the name of the recorded metric.</summary>
    public required string Name { get; init; }

    public required RuleExpression Expression { get; init; }

    /// <summary>Names the rule across reloads: file, group, name, labels, and its number among equal ones.</summary>
    public required string Key { get; init; }

    /// <summary>The line of the rule in its file.</summary>
    public required int Line { get; init; }
}

/// <summary>A rule whose result is alerts.</summary>
internal sealed record AlertRule : Rule
{
    /// <summary>How the condition was said.</summary>
    public RuleKind Kind { get; init; }

    /// <summary>What must be kept for the rule beside samples; null for nothing.</summary>
    public RuleSource? Source { get; init; }

    /// <summary>What people would look at, where that is not what the expression compares; null where it is.</summary>
    public RuleExpression? About { get; init; }

    /// <summary>How long the condition must hold before the alert fires.</summary>
    public TimeSpan For { get; init; }

    /// <summary>How long the alert goes on firing after its condition has ended.</summary>
    public TimeSpan KeepFiringFor { get; init; }

    /// <summary>When alerts that come and go are told as one; null for never.</summary>
    public FlapLimit? Flapping { get; init; }

    /// <summary>A weaker condition: an alert that fires goes on while it holds. Null where the alert ends with its condition.</summary>
    public RuleExpression? KeepFiringWhile { get; init; }

    /// <summary>What stands below <see cref="AlertExtensions.Key"/>, as JSON, for who shows or copies the rule; null for nothing, and for rules that extensions made.</summary>
    public string? Extensions { get; init; }

    /// <summary>The key of the rule whose failing evaluation is this one's condition, in place of the expression; null for all others.</summary>
    public string? FailureOf { get; init; }

    /// <summary>Labels added to the alert, in the file's order.</summary>
    public required IReadOnlyList<TemplatedText> Labels { get; init; }

    /// <summary>What the alert says to people.</summary>
    public required IReadOnlyList<TemplatedText> Annotations { get; init; }

    /// <summary>Whether the rule's own label says critical; one that is made of the series' labels does not count.</summary>
    public bool IsCritical => Labels.Any(static label => label.Name == "severity" && AlertEvents.SeverityOf(label.Template.Source) == Contracts.Severity.Critical);

    public AlertTiming Timing => new(For, KeepFiringFor, Flapping);

    /// <summary>What the rule asks.</summary>
    public IEnumerable<RuleExpression> Expressions => FailureOf is not null ? [] : KeepFiringWhile is { } weaker ? [Expression, weaker] : [Expression];

    /// <summary>What the rule reads, one list of matchers for each selector.</summary>
    public IEnumerable<IReadOnlyList<LabelMatcher>> Selectors => Expressions.SelectMany(static expression => expression.Selectors);
}

/// <summary>A rule whose result is recorded as a series.</summary>
internal sealed record RecordingRule : Rule
{
    /// <summary>Labels set on the recorded series.</summary>
    public required IReadOnlyList<Label> Labels { get; init; }
}

/// <summary>A named text with placeholders.</summary>
internal sealed record TemplatedText(string Name, AlertTemplate Template);

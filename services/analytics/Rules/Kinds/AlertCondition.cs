namespace PerfMonitor.Analytics.Rules;

/// <summary>What makes an alert fire.</summary>
/// <param name="Kind">How it was said.</param>
/// <param name="Expression">What is evaluated.</param>
/// <param name="Source">What must be kept for it; null where it reads samples only.</param>
/// <param name="About">The expression for what people would look at, where that is not what <paramref name="Expression"/> compares.</param>
/// <param name="Levels">The severities below the first, each with its own condition; most severe first.</param>
internal sealed record AlertCondition(
    RuleKind Kind, RuleExpression Expression, RuleSource? Source = null, RuleExpression? About = null, IReadOnlyList<LevelCondition>? Levels = null)
{
    /// <summary>The severity that <see cref="Expression"/> has where there are levels; null where the rule's labels say it.</summary>
    public string? Severity { get; init; }
}

/// <summary>A severity and when it applies.</summary>
internal sealed record LevelCondition(string Severity, RuleExpression Expression);

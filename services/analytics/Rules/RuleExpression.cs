using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Printing;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The expression of a rule, with what can be told of it without evaluating it.</summary>
internal sealed class RuleExpression
{
    private RuleExpression(string text, PromQuery query, bool followsThreshold)
    {
        Text = text;
        FollowsThreshold = followsThreshold;
        Query = query;
        Threshold = RuleThreshold.Of(query.Expression);
        Selectors = [.. query.Selectors.Select(static selector => selector.Matchers)];
    }

    /// <summary>As the file has it.</summary>
    public string Text { get; }

    /// <summary>As it can stand within another expression: a comment at the end of what the file has would swallow what comes behind.</summary>
    public string Printed => ExpressionPrinter.Print(Query.Expression);

    public PromQuery Query { get; }

    /// <summary>The comparison that decides, where the expression ends in one with a number.</summary>
    public RuleThreshold? Threshold { get; }

    /// <summary>
    /// Whether it is a rule's own condition with a threshold beside the rule's, as <c>recovery_threshold</c> makes it. One that somebody wrote
    /// out may look at something else.
    /// </summary>
    public bool FollowsThreshold { get; }

    /// <summary>What the expression reads: a series that fits one of them may change its result.</summary>
    public IReadOnlyList<IReadOnlyList<LabelMatcher>> Selectors { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="PromParseException">It is no PromQL.</exception>
    public static RuleExpression Parse(string text) => new(text.Trim(), PromQuery.Parse(text), followsThreshold: false);

    /// <summary>The expression of this text that was made of another by giving it another threshold.</summary>
    public static RuleExpression Following(string text) => new(text, PromQuery.Parse(text), followsThreshold: true);
}

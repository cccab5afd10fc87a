using PerfMonitor.Ingestion.Relabelling;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RelabellerTests
{
    // The labels before each rule: a=foo, b=bar, c=baz, __meta_x=Y.
    public static TheoryData<RelabelCase, string?> Rules => new()
    {
        { new() { SourceLabels = ["a"], TargetLabel = "d" }, "a=foo b=bar c=baz d=foo" },
        { new() { SourceLabels = ["a"], Regex = "f(.*)", TargetLabel = "d", Replacement = "ch${1}-ch$1" }, "a=foo b=bar c=baz d=choo-choo" },
        { new() { SourceLabels = ["a"], Regex = "(?P<first>.)oo", TargetLabel = "d", Replacement = "${first}$first-$$" }, "a=foo b=bar c=baz d=ff-$" },
        { new() { SourceLabels = ["a", "b"], Regex = "(?P<first>.)oo;(.*)", TargetLabel = "d", Replacement = "$1-$2-$first" }, "a=foo b=bar c=baz d=f-bar-f" },
        { new() { SourceLabels = ["a"], Regex = "f(.*)", TargetLabel = "d", Replacement = "$1x|$9|$" }, "a=foo b=bar c=baz d=||$" },
        { new() { SourceLabels = ["a", "b"], Regex = "foo;(.*)", TargetLabel = "a", Replacement = "$1" }, "a=bar b=bar c=baz" },
        { new() { SourceLabels = ["a", "b"], Separator = "-", Regex = "foo-bar", TargetLabel = "c", Replacement = "" }, "a=foo b=bar" },
        { new() { SourceLabels = ["a"], Regex = "oo", TargetLabel = "a", Replacement = "no" }, "a=foo b=bar c=baz" },
        { new() { Action = "replace", SourceLabels = ["a"], Regex = "f(oo)", TargetLabel = "new_$1", Replacement = "x" }, "a=foo b=bar c=baz new_oo=x" },
        { new() { Action = "keep", SourceLabels = ["a"], Regex = "f.*" }, "a=foo b=bar c=baz" },
        { new() { Action = "keep", SourceLabels = ["a"], Regex = "o.*" }, null },
        { new() { Action = "drop", SourceLabels = ["a", "none"], Regex = "foo;" }, null },
        { new() { Action = "Drop", SourceLabels = ["a"], Regex = "fo" }, "a=foo b=bar c=baz" },
        { new() { Action = "labelmap", Regex = "__meta_(.+)", Replacement = "m_$1" }, "a=foo b=bar c=baz m_x=Y" },
        { new() { Action = "labeldrop", Regex = "a|b" }, "c=baz" },
        { new() { Action = "labelkeep", Regex = "a|c" }, "a=foo c=baz" },
        { new() { Action = "uppercase", SourceLabels = ["a", "b"], TargetLabel = "d" }, "a=foo b=bar c=baz d=FOO;BAR" },
        { new() { Action = "lowercase", SourceLabels = ["__meta_x"], TargetLabel = "d" }, "a=foo b=bar c=baz d=y" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_action_does_what_Prometheus_does(RelabelCase input, string? expected)
    {
        var labels = new Dictionary<string, string> { ["a"] = "foo", ["b"] = "bar", ["c"] = "baz", ["__meta_x"] = "Y" };

        var kept = Relabeller.Apply([RelabelRule.Check(input.Input).Rule!], labels);

        Assert.Equal(expected, kept ? string.Join(' ', labels.Where(label => !label.Key.StartsWith("__", StringComparison.Ordinal)).OrderBy(label => label.Key).Select(label => $"{label.Key}={label.Value}")) : null);
    }

    public static TheoryData<RelabelCase, string> Faults => new()
    {
        { new() { Action = "hashmod" }, "the action 'hashmod' is not taken; replace, keep, drop, labelmap, labeldrop, labelkeep, lowercase, uppercase are" },
        { new() { Action = "1" }, "the action '1' is not taken" },
        { new() { SourceLabels = ["a"] }, "the action 'replace' needs a targetLabel" },
        { new() { Action = "keep" }, "the action 'keep' needs sourceLabels" },
        { new() { TargetLabel = "a", Regex = "(" }, "error parsing regexp: missing closing )" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_named(RelabelCase input, string fault) => Assert.StartsWith(fault, RelabelRule.Check(input.Input).Fault, StringComparison.Ordinal);

    /// <summary>A rule as a row of a table; public, as test methods are.</summary>
    public sealed record RelabelCase
    {
        public string? Action { get; init; }

        public List<string>? SourceLabels { get; init; }

        public string? Separator { get; init; }

        public string? Regex { get; init; }

        public string? TargetLabel { get; init; }

        public string? Replacement { get; init; }

        internal RelabelInput Input => new() { Action = Action, SourceLabels = SourceLabels, Separator = Separator, Regex = Regex, TargetLabel = TargetLabel, Replacement = Replacement };
    }
}

using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api;

/// <summary>Which rules a request for <c>rules</c> asks for; of the selectors one is enough, and labels are as the rule has them, templates unexpanded.</summary>
internal sealed record RuleFilter(
    string Type, IReadOnlyList<string> Rules, IReadOnlyList<string> Groups, IReadOnlyList<string> Files, IReadOnlyList<IReadOnlyList<LabelMatcher>> Selectors, bool WithAlerts)
{
    public static RuleFilter From(ApiParameters parameters)
    {
        var type = parameters.Text("type").ToLowerInvariant();
        if (type is not ("" or "alert" or "record"))
        {
            throw ApiException.Invalid("type", $"not supported value \"{type}\"");
        }

        return new RuleFilter(
            type, parameters.All("rule_name[]"), parameters.All("rule_group[]"), parameters.All("file[]"), parameters.Matchers(), !parameters.Flag("exclude_alerts"));
    }

    public bool Takes(RuleGroup group) =>
        (Groups.Count == 0 || Groups.Contains(group.Name)) && (Files.Count == 0 || Files.Contains(group.File)) && (group.Rules.Count == 0 || group.Rules.Any(Takes));

    public bool Takes(Rule rule) =>
        (Rules.Count == 0 || Rules.Contains(rule.Name)) && (Type.Length == 0 || (Type == "alert") == rule is AlertRule)
        && (Selectors.Count == 0 || (LabelsOf(rule) is var labels && Selectors.Any(matchers => LabelMatcher.MatchesAll(matchers, labels))));

    private static LabelSet LabelsOf(Rule rule) =>
        LabelSet.Create(rule is AlertRule alert ? alert.Labels.Select(static label => new Label(label.Name, label.Template.Source)) : ((RecordingRule)rule).Labels);
}

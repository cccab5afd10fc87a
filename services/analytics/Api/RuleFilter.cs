using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Api;

/// <summary>Which rules a request for <c>rules</c> asks for.</summary>
internal sealed record RuleFilter(string Type, IReadOnlyList<string> Rules, IReadOnlyList<string> Groups, IReadOnlyList<string> Files, bool WithAlerts)
{
    public static RuleFilter From(ApiParameters parameters)
    {
        var type = parameters.Text("type").ToLowerInvariant();
        if (type is not ("" or "alert" or "record"))
        {
            throw ApiException.Invalid("type", $"not supported value \"{type}\"");
        }

        return new RuleFilter(type, parameters.All("rule_name[]"), parameters.All("rule_group[]"), parameters.All("file[]"), parameters.Text("exclude_alerts") is not ("true" or "1"));
    }

    public bool Takes(RuleGroup group) =>
        (Groups.Count == 0 || Groups.Contains(group.Name)) && (Files.Count == 0 || Files.Contains(group.File)) && (group.Rules.Count == 0 || group.Rules.Any(Takes));

    public bool Takes(Rule rule) =>
        (Rules.Count == 0 || Rules.Contains(rule.Name)) && (Type.Length == 0 || (Type == "alert") == rule is AlertRule);
}

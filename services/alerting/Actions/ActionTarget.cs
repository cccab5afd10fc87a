using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Actions;

/// <summary>
/// What a run acts on, which is what its cooldown is for: the labels of the alert that the action's texts name, and their values. Pure. Not the texts
/// themselves, in which a secret may stand.
/// </summary>
internal static class ActionTarget
{
    /// <summary>Labels of a rule's making, which say what was found and not where.</summary>
    public static readonly IReadOnlyList<string> OfRule = ["alertname", "severity", "rule_state"];

    /// <summary>For example <c>strategy="alpha"</c>; empty where the action does the same whatever the alert. Who hears a message has all labels, so there all but those of the rule count.</summary>
    public static string Of(ActionOptions action, IReadOnlyDictionary<string, string> labels)
    {
        var names = action.Kind switch
        {
            ActionKind.Http => ActionTemplate.Names([action.Url, action.Body]),
            ActionKind.Script => ActionTemplate.Names(action.Arguments),
            ActionKind.Message => labels.Keys.Except(OfRule),
            _ => [],
        };
        return string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => new LabelMatcher(name, MatchKind.Equal, labels.GetValueOrDefault(name, ""))));
    }
}

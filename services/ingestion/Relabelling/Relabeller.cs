using PerfMonitor.PromQL;

namespace PerfMonitor.Ingestion.Relabelling;

/// <summary>Applies relabelling to a set of labels.</summary>
internal static class Relabeller
{
    /// <summary>Changes the labels step by step; false where a step drops them.</summary>
    public static bool Apply(IReadOnlyList<RelabelRule> rules, Dictionary<string, string> labels)
    {
        foreach (var rule in rules)
        {
            if (!Apply(rule, labels))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Apply(RelabelRule rule, Dictionary<string, string> labels)
    {
        var source = string.Join(rule.Separator, rule.SourceLabels.Select(name => labels.GetValueOrDefault(name, "")));
        switch (rule.Action)
        {
            case RelabelAction.Keep:
                return rule.Pattern.IsMatch(source);
            case RelabelAction.Drop:
                return !rule.Pattern.IsMatch(source);
            case RelabelAction.Replace when rule.Pattern.Match(source) is { Success: true } match:
                Set(labels, Re2.Expand(rule.TargetLabel, match), Re2.Expand(rule.Replacement, match));
                break;
            case RelabelAction.Lowercase:
                Set(labels, rule.TargetLabel, source.ToLowerInvariant());
                break;
            case RelabelAction.Uppercase:
                Set(labels, rule.TargetLabel, source.ToUpperInvariant());
                break;
            case RelabelAction.LabelMap:
                foreach (var (name, value) in labels.ToList())
                {
                    if (rule.Pattern.Match(name) is { Success: true } match)
                    {
                        Set(labels, Re2.Expand(rule.Replacement, match), value);
                    }
                }

                break;
            case RelabelAction.LabelDrop or RelabelAction.LabelKeep:
                foreach (var name in labels.Keys.Where(name => rule.Pattern.IsMatch(name) == (rule.Action == RelabelAction.LabelDrop)).ToList())
                {
                    labels.Remove(name);
                }

                break;
        }

        return true;
    }

    private static void Set(Dictionary<string, string> labels, string name, string value)
    {
        if (value.Length == 0)
        {
            labels.Remove(name);
        }
        else if (name.Length > 0)
        {
            labels[name] = value;
        }
    }
}

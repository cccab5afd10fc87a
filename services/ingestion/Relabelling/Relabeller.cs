using System.Text;
using System.Text.RegularExpressions;

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
                Set(labels, Expand(rule.TargetLabel, match), Expand(rule.Replacement, match));
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
                        Set(labels, Expand(rule.Replacement, match), value);
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

    /// <summary>Go's template: <c>$1</c>, <c>${1}</c>, <c>${name}</c>; <c>$$</c> is a dollar; a group that does not exist is empty.</summary>
    private static string Expand(string template, Match match)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
        {
            return template;
        }

        var text = new StringBuilder();
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] != '$')
            {
                text.Append(template[at]);
                continue;
            }

            var (group, length) = Reference(template.AsSpan(at + 1));
            text.Append(length == 0 || template[at + 1] == '$' ? "$" : match.Groups[group].Value);
            at += length;
        }

        return text.ToString();
    }

    /// <summary>The group named behind a dollar, and how long its name is; 0 where there is none.</summary>
    private static (string Group, int Length) Reference(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("$"))
        {
            return ("", 1);
        }

        var braced = rest.StartsWith("{");
        var name = braced ? rest[1..] : rest;
        var length = 0;
        while (length < name.Length && (char.IsAsciiLetterOrDigit(name[length]) || name[length] == '_'))
        {
            length++;
        }

        var closed = !braced || (length < name.Length && name[length] == '}');
        return length == 0 || !closed ? ("", 0) : (name[..length].ToString(), braced ? length + 2 : length);
    }
}

using YamlDotNet.RepresentationModel;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Merge keys (yaml.org/type/merge.html), which files that repeat themselves use:
/// <code>
/// - alert: DiskFull
///   labels: &amp;team { team: storage, severity: warning }
/// - alert: DiskGone
///   labels: { &lt;&lt;: *team, severity: critical }
/// </code>
/// </summary>
internal static class YamlMerge
{
    private const string Key = "<<";

    /// <summary>The entries of a mapping with those merged into it: its own hide merged ones, and earlier merged ones later ones.</summary>
    public static IReadOnlyList<(YamlNode Key, YamlNode Value)> Entries(this YamlMappingNode mapping)
    {
        var entries = new List<(YamlNode Key, YamlNode Value)>();
        Take(mapping, entries, [], new HashSet<YamlNode>(ReferenceEqualityComparer.Instance));
        return entries;
    }

    // What was merged already has nothing to add a second time.
    private static void Take(YamlMappingNode mapping, List<(YamlNode Key, YamlNode Value)> entries, HashSet<YamlNode> names, HashSet<YamlNode> merged)
    {
        if (!merged.Add(mapping))
        {
            return;
        }

        entries.AddRange(mapping.Children.Where(entry => !IsMerge(entry.Key) && names.Add(entry.Key)).Select(static entry => (entry.Key, entry.Value)));
        foreach (var further in mapping.Children.Where(static entry => IsMerge(entry.Key)).SelectMany(static entry => Mappings(entry.Value)))
        {
            Take(further, entries, names, merged);
        }
    }

    private static bool IsMerge(YamlNode key) => key is YamlScalarNode { Value: Key, Style: YamlDotNet.Core.ScalarStyle.Plain };

    private static IEnumerable<YamlMappingNode> Mappings(YamlNode value) => value is YamlSequenceNode several ? several.Children.OfType<YamlMappingNode>() : value is YamlMappingNode one ? [one] : [];
}

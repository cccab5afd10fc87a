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

    // Mappings that are merged into each other.
    private const int Deepest = 20;

    /// <summary>The entries of a mapping with those merged into it: its own hide merged ones, and earlier merged ones later ones.</summary>
    public static IReadOnlyList<(YamlNode Key, YamlNode Value)> Entries(this YamlMappingNode mapping) => Entries(mapping, Deepest);

    private static List<(YamlNode Key, YamlNode Value)> Entries(YamlMappingNode mapping, int deepest)
    {
        var entries = mapping.Children.Where(static entry => !IsMerge(entry.Key)).Select(static entry => (entry.Key, entry.Value)).ToList();
        var names = entries.Select(static entry => entry.Key).ToHashSet();
        foreach (var merged in mapping.Children.Where(static entry => IsMerge(entry.Key)).SelectMany(static entry => Mappings(entry.Value)))
        {
            entries.AddRange((deepest > 0 ? Entries(merged, deepest - 1) : []).Where(entry => names.Add(entry.Key)));
        }

        return entries;
    }

    private static bool IsMerge(YamlNode key) => key is YamlScalarNode { Value: Key, Style: YamlDotNet.Core.ScalarStyle.Plain };

    private static IEnumerable<YamlMappingNode> Mappings(YamlNode value) => value is YamlSequenceNode several ? several.Children.OfType<YamlMappingNode>() : value is YamlMappingNode one ? [one] : [];
}

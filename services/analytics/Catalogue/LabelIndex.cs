using System.Runtime.InteropServices;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>
/// The inverted index label → value → series. Lists grow with the catalogue and are bounded by it; a series that leaves is
/// found no more once the index is built anew. Not safe for concurrent use.
/// </summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, Dictionary<string, List<CatalogueEntry>>> _labels = [];

    /// <summary>The label names in use.</summary>
    public IEnumerable<string> Names => _labels.Keys;

    /// <summary>The values a label has.</summary>
    public IEnumerable<string> Values(string name) => _labels.TryGetValue(name, out var values) ? values.Keys : [];

    public void Add(CatalogueEntry entry)
    {
        foreach (var label in entry.Labels)
        {
            ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_labels, label.Name, out _);
            ref var entries = ref CollectionsMarshal.GetValueRefOrAddDefault(values ??= [], label.Value, out _);
            (entries ??= new List<CatalogueEntry>(1)).Add(entry);
        }
    }

    /// <summary>
    /// A superset of the series that fit the matchers, as small as one matcher alone can make it: the caller tests the rest.
    /// Null when no matcher narrows anything.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<CatalogueEntry>>? Narrow(IReadOnlyList<LabelMatcher> matchers)
    {
        IReadOnlyList<IReadOnlyList<CatalogueEntry>>? best = null;
        var size = long.MaxValue;
        foreach (var matcher in matchers)
        {
            // A matcher that accepts the empty value accepts every series without the label too, and those are in no list.
            if (matcher.Matches(""))
            {
                continue;
            }

            var lists = Lists(matcher);
            var total = lists.Sum(static list => (long)list.Count);
            if (total < size)
            {
                (best, size) = (lists, total);
            }
        }

        return best;
    }

    private List<IReadOnlyList<CatalogueEntry>> Lists(LabelMatcher matcher)
    {
        if (!_labels.TryGetValue(matcher.Name, out var values))
        {
            return [];
        }

        if (matcher.Kind == MatchKind.Equal)
        {
            return values.TryGetValue(matcher.Value, out var entries) ? [entries] : [];
        }

        return [.. values.Where(value => matcher.Matches(value.Key)).Select(value => value.Value)];
    }
}

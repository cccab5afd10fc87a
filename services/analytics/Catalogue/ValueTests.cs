using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>Tests a series against matchers, each value of a label once: series share values. Bounded by the values of the series tested.</summary>
internal sealed class ValueTests(IReadOnlyList<LabelMatcher> matchers)
{
    private readonly Dictionary<string, bool>[] _known = [.. matchers.Select(static _ => new Dictionary<string, bool>(StringComparer.Ordinal))];

    public bool Pass(CatalogueEntry entry)
    {
        for (var i = 0; i < matchers.Count; i++)
        {
            var value = entry.Labels[matchers[i].Name] ?? "";
            var passes = matchers[i].Kind is MatchKind.Equal or MatchKind.NotEqual ? matchers[i].Matches(value) : Remembered(i, value);
            if (!passes)
            {
                return false;
            }
        }

        return true;
    }

    private bool Remembered(int matcher, string value)
    {
        if (!_known[matcher].TryGetValue(value, out var passes))
        {
            passes = matchers[matcher].Matches(value);
            _known[matcher].Add(value, passes);
        }

        return passes;
    }
}

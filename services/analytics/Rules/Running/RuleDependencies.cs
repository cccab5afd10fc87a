using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Live;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Which groups read which series. Answers are remembered per series, at most <see cref="MaxRemembered"/>; a series that none reads is marked
/// with the number of these rules, so that who brings samples of it need not ask.
/// </summary>
internal sealed class RuleDependencies(IReadOnlyList<RuleGroup> groups, SeriesCatalogue catalogue, int number)
{
    private const int MaxRemembered = 200_000;

    private readonly Dictionary<SeriesId, int[]> _readers = [];

    /// <summary>The numbers of the groups that read what was touched: all of them where that may be any series.</summary>
    public IReadOnlySet<int> Readers(Touched touched)
    {
        // The known ones are looked up in any case: those that nobody reads are not touched a second time.
        var readers = Readers(touched.Series);
        return touched.Any ? Enumerable.Range(0, groups.Count).ToHashSet() : readers;
    }

    private HashSet<int> Readers(IReadOnlyList<SeriesId> series)
    {
        var readers = new HashSet<int>();
        foreach (var id in series)
        {
            foreach (var reader in Of(id))
            {
                readers.Add(reader);
            }

            if (readers.Count == groups.Count)
            {
                break;
            }
        }

        return readers;
    }

    private int[] Of(SeriesId id)
    {
        if (_readers.TryGetValue(id, out var known))
        {
            return known;
        }

        if (catalogue.Find(id) is not { } entry)
        {
            // Its definition is on its way from another instance.
            return [];
        }

        if (entry.UnreadBy == number)
        {
            return [];
        }

        var readers = groups.Index().Where(group => Reads(group.Item, entry.Labels)).Select(static group => group.Index).ToArray();
        if (readers.Length == 0)
        {
            entry.UnreadBy = number;
        }
        else if (_readers.Count < MaxRemembered)
        {
            _readers[id] = readers;
        }

        return readers;
    }

    private static bool Reads(RuleGroup group, LabelSet series) =>
        group.Rules.OfType<AlertRule>().Any(rule => rule.Selectors.Any(matchers => LabelMatcher.MatchesAll(matchers, series)));
}

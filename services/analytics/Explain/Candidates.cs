using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Which series are compared: the metrics that have something in common with the one in question first, as many whole metrics as fit.</summary>
/// <param name="Metrics">The metrics that are read.</param>
/// <param name="Series">How many series they have in the window.</param>
/// <param name="Known">How many there are of all metrics that may be compared.</param>
internal sealed record Candidates(IReadOnlyList<string> Metrics, int Series, int Known)
{
    // Derived from other series by this program, and moving with what they are derived from.
    private static readonly string[] Derived = ["ALERTS", "slo_", "anomaly_", "outlook_"];

    /// <summary>Whether a series may explain another: it is none of those the other is made of, and not derived by this program.</summary>
    public static bool MayExplain(LabelSet labels, IReadOnlyList<IReadOnlyList<LabelMatcher>> madeOf) =>
        !Array.Exists(Derived, prefix => labels.Metric.StartsWith(prefix, StringComparison.Ordinal))
        && !labels.Metric.EndsWith("_bucket", StringComparison.Ordinal)
        && !madeOf.Any(matchers => LabelMatcher.MatchesAll(matchers, labels));

    /// <summary>Chooses among the series of the window.</summary>
    public static Candidates Choose(IEnumerable<LabelSet> series, LabelSet target, IReadOnlyList<IReadOnlyList<LabelMatcher>> madeOf, int most)
    {
        var values = target.Where(static label => label.Name != LabelSet.MetricName).ToHashSet();
        var metrics = series
            .Where(labels => MayExplain(labels, madeOf))
            .GroupBy(static labels => labels.Metric)
            .Select(group => (Metric: group.Key, Series: group.Count(), Shared: group.Max(labels => labels.Count(values.Contains))))
            .OrderByDescending(static metric => metric.Shared)
            .ThenBy(static metric => metric.Metric, StringComparer.Ordinal)
            .ToList();
        var (chosen, count) = (new List<string>(), 0);
        foreach (var metric in metrics)
        {
            if (count + metric.Series > most)
            {
                continue;
            }

            chosen.Add(metric.Metric);
            count += metric.Series;
        }

        return new Candidates(chosen, count, metrics.Sum(static metric => metric.Series));
    }

    /// <summary>The selector that reads them.</summary>
    public string Selector() => $$"""{__name__=~"{{string.Join('|', Metrics)}}"}""";
}

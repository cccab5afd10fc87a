using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The most alerts of one rule. A rule that is too broad still tells of so many: those that fire first, then those that are pending, so that
/// none ends for others beside it, and the rest by the ids of their series, so that it is decided the same way everywhere.
/// </summary>
internal static class AlertBound
{
    /// <summary>Above what one person can look at; groups of a file may set less or more for themselves (<c>limit</c>), which fails the rule instead.</summary>
    public const int Most = 1_000;

    /// <summary>What an operator is told.</summary>
    public const string Reason = "the condition holds for more than 1,000 series; alerts are made for 1,000 of them, the others are left out (narrow the rule, aggregate, or set the group's limit)";

    /// <param name="result">The result of the rule's expression.</param>
    /// <param name="limit">The group's own limit; 0 for none.</param>
    /// <param name="current">The alerts as the evaluation before left them.</param>
    /// <param name="alertOf">The alert that a series stands for; asked after a restart alone, when it is not known of which series alerts were made.</param>
    /// <exception cref="RuleFailedException">There are more than the group allows.</exception>
    public static BoundedResult Apply(IReadOnlyList<VectorSample> result, int limit, IReadOnlyDictionary<SeriesId, AlertInstance> current, Func<VectorSample, SeriesId> alertOf)
    {
        if (limit > 0 && result.Count > limit)
        {
            throw new RuleFailedException($"the rule has {result.Count} alerts where its group allows {limit} (limit)");
        }

        return limit > 0 || result.Count <= Most
            ? new BoundedResult(result, result)
            : new BoundedResult(result, [.. Ranked(result, [.. current.Values.Where(static alert => alert.IsActive)], alertOf).Take(Most)]);
    }

    private static IEnumerable<VectorSample> Ranked(IReadOnlyList<VectorSample> result, List<AlertInstance> current, Func<VectorSample, SeriesId> alertOf)
    {
        var known = current.TrueForAll(static alert => alert.Series is not null);
        SeriesId Id(AlertInstance alert) => known ? alert.Series!.Id : alert.Fingerprint;
        var (firing, pending) = (current.Where(static alert => alert.State == AlertState.Firing).Select(Id).ToHashSet(), current.Where(static alert => alert.State == AlertState.Pending).Select(Id).ToHashSet());
        int Rank(SeriesId id) => firing.Contains(id) ? 0 : pending.Contains(id) ? 1 : 2;
        return result.OrderBy(sample => Rank(known ? sample.Labels.Id : alertOf(sample))).ThenBy(static sample => sample.Labels.Id.ToInt64());
    }
}

/// <summary>The result of an alert's expression, and what of it alerts are made of.</summary>
internal sealed class BoundedResult(IReadOnlyList<VectorSample> all, IReadOnlyList<VectorSample> kept)
{
    // Only asked where an alert ends.
    private HashSet<SeriesId>? _leftOut;

    public IReadOnlyList<VectorSample> Kept => kept;

    /// <summary>How many series no alert is made of.</summary>
    public int LeftOut => all.Count - kept.Count;

    /// <summary>Whether an alert ends for that alone.</summary>
    public bool Leaves(AlertInstance alert) => LeftOut > 0 && alert.Series is { } series && (_leftOut ??= LeftOutSeries()).Contains(series.Id);

    private HashSet<SeriesId> LeftOutSeries()
    {
        var series = all.Select(static sample => sample.Labels.Id).ToHashSet();
        series.ExceptWith(kept.Select(static sample => sample.Labels.Id));
        return series;
    }
}

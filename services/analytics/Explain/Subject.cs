using PerfMonitor.Analysis.Explanation;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Explain;

/// <summary>What is to be explained: an expression, of whose series the one that fits the labels; of several, the one that moved most.</summary>
/// <param name="Query">The expression.</param>
/// <param name="Labels">Labels the series must not contradict; empty for any.</param>
/// <param name="OwnRecommendation">What the alert's rule recommends, where it is an alert.</param>
internal sealed record Subject(PromQuery Query, LabelSet Labels, string? OwnRecommendation)
{
    /// <summary>The metrics the expression reads.</summary>
    public IReadOnlyList<string> Metrics => [.. Query.Selectors.SelectMany(static selector => selector.Matchers).Where(static matcher => matcher is { Name: LabelSet.MetricName, Kind: MatchKind.Equal }).Select(static matcher => matcher.Value)];

    /// <summary>What the expression is made of.</summary>
    public IReadOnlyList<IReadOnlyList<LabelMatcher>> Selectors => [.. Query.Selectors.Select(static selector => selector.Matchers)];

    /// <summary>An alert's: what it is about, else what its rule compares with a threshold, or the whole expression where it compares with none.</summary>
    public static Subject Of(AlertRule rule, AlertInstance alert, RuleExpression? about) => new(
        (about ?? ThresholdRewriting.Subject(rule.Expression) ?? rule.Expression).Query, alert.Labels, alert.Annotations.GetValueOrDefault("recommendation"));

    /// <summary>The series to explain, and how it moved at a point of its grid; null where the expression gives none.</summary>
    public (GridSeries Series, Movement? Movement)? Choose(IReadOnlyList<GridSeries> series, int moment) => series
        .Where(one => one.Labels.All(label => label.Name == LabelSet.MetricName || Labels[label.Name] is not { } value || value == label.Value))
        .Select(one => ((GridSeries Series, Movement? Movement)?)(one, Movement.At(one.Values, moment)))
        .OrderByDescending(static one => one!.Value.Movement?.Deviations ?? -1)
        .FirstOrDefault();
}

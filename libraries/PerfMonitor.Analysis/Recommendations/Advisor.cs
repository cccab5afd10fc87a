using PerfMonitor.Analysis.Capacity;

namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Recommends what the documented rules find, and nothing else.</summary>
public static class Advisor
{
    private static readonly IReadOnlyList<RecommendationRule> Rules = [.. ResourceRules.All, .. OptimizationRules.All, .. PracticeRules.All];

    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> RuleIds { get; } =
    [
        .. Rules.Select(static rule => rule.Id),
        .. OutlookRules.All.Select(static rule => rule.Id),
        .. ObjectiveRules.All.Select(static rule => rule.Id),
        .. TrendRules.All.Select(static rule => rule.Id),
    ];

    /// <summary>What holds now: resources first, then optimisations, then practices. Empty where no rule holds.</summary>
    public static IReadOnlyList<Recommendation> Recommend(Situation situation) =>
    [
        .. ObjectiveRules.All.Select(rule => rule.Recommend(situation.Objectives))
            .Concat(OutlookRules.All.Select(rule => rule.Recommend(Bottlenecks.Rank(situation.Outlooks, static resource => resource.Reach))))
            .Concat(Rules.Select(rule => rule.Recommend(situation.Measured)))
            .Concat(TrendRules.All.Select(rule => rule.Recommend(situation.Trends)))
            .OfType<Recommendation>()
            .OrderBy(static recommendation => recommendation.Kind),
    ];
}

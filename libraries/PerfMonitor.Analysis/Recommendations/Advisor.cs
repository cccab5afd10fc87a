namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Recommends what the documented rules find in the measurements, and nothing else.</summary>
public static class Advisor
{
    private static readonly IReadOnlyList<RecommendationRule> Rules = [.. ResourceRules.All, .. OptimizationRules.All, .. PracticeRules.All];

    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> RuleIds { get; } = [.. Rules.Select(static rule => rule.Id)];

    /// <summary>What holds now: resources first, then optimisations, then practices. Empty where no rule holds.</summary>
    public static IReadOnlyList<Recommendation> Recommend(Measurements measurements) =>
    [
        .. Rules
            .Select(rule => (Rule: rule, Evidence: rule.Judge(measurements)))
            .Where(static judged => judged.Evidence is not null)
            .Select(static judged => new Recommendation(judged.Rule.Id, judged.Rule.Kind, judged.Rule.Advice, [judged.Evidence!]))
            .OrderBy(static recommendation => recommendation.Kind),
    ];
}

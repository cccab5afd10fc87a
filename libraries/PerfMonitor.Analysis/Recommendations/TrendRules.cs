using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Rules about what slowly gets worse.</summary>
internal static class TrendRules
{
    public static IReadOnlyList<FindingRule<(string Name, Degradation Heading)>> All { get; } =
    [
        new("slowly-worse", RecommendationKind.Optimization,
            static figure => figure.Heading.Heading == Heading.Degrading ? $"{figure.Name} {figure.Heading.Trend.Reason}" : null,
            "What changes slowly alerts nobody: compare with the time before it began (a release, the data's size, a leak) while there is room left."),
    ];
}

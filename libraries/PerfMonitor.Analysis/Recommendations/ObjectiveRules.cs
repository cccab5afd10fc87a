using PerfMonitor.Analysis.Slo;

namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Rules about promises whose error budget goes, or is gone.</summary>
internal static class ObjectiveRules
{
    public static IReadOnlyList<FindingRule<(string Name, ObjectiveStatus Status)>> All { get; } =
    [
        new("budget-burns", RecommendationKind.Resources,
            static objective => objective.Status.State is ObjectiveState.Critical or ObjectiveState.Increasing ? $"{objective.Name}: {objective.Status.Words}" : null,
            "Look at what failed most within the last hour, by label; take back what was deployed when it began."),
        new("budget-used-up", RecommendationKind.BestPractice,
            static objective => objective.Status is { BudgetRemaining: <= 0, State: not (ObjectiveState.Critical or ObjectiveState.Increasing) } ? $"{objective.Name}: {objective.Status.Words}" : null,
            "Put off risky changes until the budget fills again, and mend what failed most; or promise less, if users do not mind."),
    ];
}

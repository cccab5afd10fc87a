namespace PerfMonitor.Analysis.Recommendations;

/// <summary>What a recommendation is for.</summary>
public enum RecommendationKind
{
    /// <summary>Something is short, or will be.</summary>
    Resources,

    /// <summary>Something takes longer than it must.</summary>
    Optimization,

    /// <summary>Something is not watched, or not promised, that should be.</summary>
    BestPractice,
}

/// <summary>Something a person should do, with what speaks for it.</summary>
/// <param name="Rule">The rule that says so; docs/algorithms/explanation.md lists them.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Evidence">The measurements the rule rests on, in words.</param>
public sealed record Recommendation(string Rule, RecommendationKind Kind, string Advice, IReadOnlyList<string> Evidence);

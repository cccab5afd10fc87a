using System.Text.Json;

namespace PerfMonitor.Web.Live.Appraisal;

/// <summary>How the system does, as analytics judges it: by its scores, and against a baseline.</summary>
/// <param name="Scores">The answer of <c>/api/v1/scores</c>; null while it is not known.</param>
/// <param name="Impact">The comparison with the reference baseline; null where there is none.</param>
/// <param name="NoImpact">Why there is no comparison.</param>
internal sealed record Judgement(Scores? Scores, Impact? Impact, ImpactObstacle? NoImpact);

/// <summary>Why there is no comparison, or none of all components.</summary>
/// <param name="Kind">What stands in the way, as analytics names it; <c>unavailable</c> where it cannot be asked.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="Known">How much of what is needed is there; null where nothing is counted.</param>
/// <param name="Needed">How much is needed.</param>
/// <param name="Missing">The components of which it is missing.</param>
internal sealed record ImpactObstacle(string Kind, string Reason, int? Known = null, int? Needed = null, IReadOnlyList<string>? Missing = null)
{
    public static ImpactObstacle Unavailable(string reason) => new("unavailable", reason);
}

/// <summary>The scores, 0 to 100, and their parts as analytics writes them.</summary>
internal sealed record Scores(Score Health, Score Optimization, double? Satisfaction, string SatisfactionReason);

/// <summary>One score; null where too little was measured.</summary>
internal sealed record Score(double? Value, string Reason, JsonElement Parts);

/// <summary>The time just past compared with a baseline.</summary>
internal sealed record Impact(ComparedBaseline Baseline, IReadOnlyList<ImpactRow> Components, OverallImpact Overall, ImpactObstacle? Obstacle);

/// <summary>What it was compared with.</summary>
internal sealed record ComparedBaseline(string Name, int Version, DateTimeOffset From, DateTimeOffset To);

/// <summary>The mean of the four components, in percent; null where one of them is not known.</summary>
internal sealed record OverallImpact(double? Percent, string Reason);

/// <summary>A row of the before/after table.</summary>
internal sealed record ImpactRow(
    string Name, string Role, string Unit, string Better, Figure? Before, Figure? After, double? ImprovementPercent, double? LowPercent, double? HighPercent, Significance Significance, string Reason);

/// <summary>The middle of the samples, in the row's unit, and how many they were.</summary>
internal sealed record Figure(double Median, int Count);

/// <summary>Whether the difference is statistically supported.</summary>
internal sealed record Significance(double? PValue, bool IsSignificant);

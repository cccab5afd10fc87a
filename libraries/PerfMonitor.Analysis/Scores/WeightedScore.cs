namespace PerfMonitor.Analysis.Scores;

/// <summary>A score and its parts.</summary>
/// <param name="Value">0 to 100; null where too little was measured.</param>
/// <param name="Parts">Every part, measured or not.</param>
/// <param name="Reason">What was left out, or why there is no score.</param>
public sealed record WeightedScore(double? Value, IReadOnlyList<SubScore> Parts, string Reason)
{
    /// <summary>The weight that must have been measured, of 1: a score that rests on less would be that of something else.</summary>
    public const double MinimumWeight = 0.5;

    /// <summary>How the value comes from the parts.</summary>
    public string Formula { get; } = "Σ weight · value / Σ weight over the parts that were measured";

    // Weights such as 0.2 + 0.3 are sums of binary fractions.
    private const double Rounding = 1e-9;

    /// <summary>The weighted mean of the parts that were measured: Σ w·s / Σ w over them.</summary>
    public static WeightedScore Of(IReadOnlyList<SubScore> parts)
    {
        var measured = parts.Where(static part => part.Value is not null).ToList();
        var weight = measured.Sum(static part => part.Weight);
        var missing = string.Join(", ", parts.Where(static part => part.Value is null).Select(static part => part.Name));
        if (weight + Rounding < MinimumWeight)
        {
            return new WeightedScore(null, parts, $"not enough data: {weight:0 %} of the weight is measured, {MinimumWeight:0 %} needed; missing: {missing}");
        }

        var score = Math.Min(100, measured.Sum(static part => part.Weight * part.Value!.Value) / weight);
        return new WeightedScore(score, parts, missing.Length == 0 ? "every part is measured" : $"without {missing}, which {(parts.Count - measured.Count == 1 ? "is" : "are")} not measured; the other weights are scaled to 100 %");
    }
}

namespace PerfMonitor.Analytics.Rules;

/// <summary>The same rule with other thresholds.</summary>
internal static class ThresholdSweep
{
    /// <summary>Most thresholds tried at once: a slider's stops.</summary>
    public const int Most = 60;

    /// <summary>
    /// The rule with another threshold, null where its expression has none. A recovery threshold keeps its distance, so that the
    /// hysteresis stays as wide as it was.
    /// </summary>
    public static AlertRule? With(AlertRule rule, double threshold)
    {
        if (rule.Expression.Threshold is not { } old || ThresholdRewriting.With(rule.Expression, threshold) is not { } expression)
        {
            return null;
        }

        var weaker = rule.KeepFiringWhile is { Threshold: { } recovery } keep ? ThresholdRewriting.With(keep, recovery.Value + (threshold - old.Value)) : rule.KeepFiringWhile;
        return rule with { Expression = expression, KeepFiringWhile = weaker };
    }
}

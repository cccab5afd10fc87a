namespace PerfMonitor.Analytics.Rules;

/// <summary>The same rule with other thresholds.</summary>
internal static class ThresholdSweep
{
    /// <summary>Most thresholds tried at once: a slider's stops.</summary>
    public const int Most = 60;

    /// <summary>
    /// All that is tested, with another threshold of the main rule; null where its expression has none. A pre-warning that is given by a
    /// threshold keeps its distance, so that it stays as early as it was; the other rules stay the same objects.
    /// </summary>
    public static IReadOnlyList<AlertRule>? Of(BacktestPlan plan, double threshold)
    {
        if (With(plan.Main, threshold) is not { } main)
        {
            return null;
        }

        var distance = threshold - plan.Main.Expression.Threshold!.Value;
        return [.. plan.Rules.Select(rule => ReferenceEquals(rule, plan.Main) ? main : DerivedAlert.IsApproaching(rule, plan.Main) ? Shifted(rule, distance) : rule)];
    }

    /// <summary>
    /// The rule with another threshold, null where its expression has none. A recovery threshold keeps its distance, so that the
    /// hysteresis stays as wide as it was; a condition that was written out, which may look at something else, stays as it is.
    /// </summary>
    public static AlertRule? With(AlertRule rule, double threshold)
    {
        if (rule.Expression.Threshold is not { } old || ThresholdRewriting.With(rule.Expression, threshold) is not { } expression)
        {
            return null;
        }

        var weaker = rule.KeepFiringWhile is { FollowsThreshold: true, Threshold: { } recovery } keep ? ThresholdRewriting.With(keep, recovery.Value + (threshold - old.Value)) : rule.KeepFiringWhile;
        return rule with { Expression = expression, KeepFiringWhile = weaker };
    }

    private static AlertRule Shifted(AlertRule rule, double distance) =>
        rule.Expression is { FollowsThreshold: true, Threshold: { } own } ? With(rule, own.Value + distance) ?? rule : rule;
}

using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// One evaluation of an alert rule, from the result of its expression to the alerts and what changed. Pure: the live evaluation
/// and the back-test both go through here.
/// </summary>
internal static class AlertEvaluation
{
    /// <summary>Whether the weaker condition must be asked: some alert fires whose condition no longer holds.</summary>
    public static bool AsksWeaker(AlertRule rule, IReadOnlyDictionary<SeriesId, AlertInstance> current, IReadOnlyList<AlertObservation> seen)
    {
        if (rule.KeepFiringWhile is null || current.Count == 0)
        {
            return false;
        }

        var held = seen.Select(static one => one.Labels.Id).ToHashSet();
        return current.Values.Any(alert => alert.State == AlertState.Firing && !held.Contains(alert.Fingerprint));
    }

    /// <param name="rule">The rule.</param>
    /// <param name="current">The alerts as the evaluation before left them.</param>
    /// <param name="seen">The conditions that hold.</param>
    /// <param name="sustained">What <see cref="AlertRule.KeepFiringWhile"/> says of alerts that fire; null where it was not asked.</param>
    /// <param name="now">The moment.</param>
    /// <param name="explainEnd">Why a condition no longer holds.</param>
    public static Evaluation Run(
        AlertRule rule,
        IReadOnlyDictionary<SeriesId, AlertInstance> current,
        IReadOnlyList<AlertObservation> seen,
        IReadOnlyDictionary<SeriesId, double>? sustained,
        DateTimeOffset now,
        Func<AlertInstance, string> explainEnd) =>
        AlertStateMachine.Evaluate(rule.Timing, current, seen, sustained, now, explainEnd);
}

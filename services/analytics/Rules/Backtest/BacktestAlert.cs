using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Rules;

/// <summary>An alert that would have fired in the period, with the events the bus would have carried.</summary>
internal sealed record BacktestAlert(AlertFired Fired, AlertResolved? Resolved)
{
    /// <summary>Whether the alert fired at some moment of a time.</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => Fired.FiredAt <= to && (Resolved is null || Resolved.ResolvedAt >= from);
}

/// <summary>The alerts that rules would have fired in the period.</summary>
/// <param name="Count">How many.</param>
/// <param name="Outside">How many of them overlap no marked incident.</param>
/// <param name="Kept">The first of them, in the order they fired; the others are only counted.</param>
/// <param name="Firing">When any of them fired.</param>
internal sealed record BacktestAlerts(int Count, int Outside, IReadOnlyList<BacktestAlert> Kept, FiringTimes Firing)
{
    /// <summary>Those of several rules, of which at most so many are kept.</summary>
    public static BacktestAlerts Together(IReadOnlyCollection<BacktestAlerts> parts, BacktestSteps steps, int most) => new(
        parts.Sum(static part => part.Count),
        parts.Sum(static part => part.Outside),
        [.. parts.SelectMany(static part => part.Kept).OrderBy(static alert => alert.Fired.FiredAt).Take(most)],
        FiringTimes.Of(parts.SelectMany(static part => part.Firing.All), steps));
}

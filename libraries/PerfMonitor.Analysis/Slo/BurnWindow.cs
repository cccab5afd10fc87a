namespace PerfMonitor.Analysis.Slo;

/// <summary>What a burning budget asks of people.</summary>
public enum BurnSeverity
{
    /// <summary>Somebody looks now.</summary>
    Page,

    /// <summary>Somebody looks within days.</summary>
    Ticket,
}

/// <summary>A pair of windows that must both burn: the long one shows that it matters, the short one that it still goes on.</summary>
/// <param name="BudgetShare">The share of the budget that is gone after the long window at the limit.</param>
/// <param name="LongSpan">The long window.</param>
/// <param name="ShortSpan">The short window, a twelfth of it.</param>
/// <param name="Severity">What it asks of people.</param>
/// <remarks>Google, "The Site Reliability Workbook", 2018, chapter 5 (multiwindow, multi-burn-rate alerts).</remarks>
public sealed record BurnWindow(double BudgetShare, TimeSpan LongSpan, TimeSpan ShortSpan, BurnSeverity Severity)
{
    /// <summary>2 % in 1 h and 5 % in 6 h page, 10 % in 3 d is a ticket: at a window of 30 days, 14.4, 6 and 1 times the allowed rate.</summary>
    public static IReadOnlyList<BurnWindow> Default { get; } =
    [
        new(0.02, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), BurnSeverity.Page),
        new(0.05, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), BurnSeverity.Page),
        new(0.10, TimeSpan.FromDays(3), TimeSpan.FromHours(6), BurnSeverity.Ticket),
    ];

    /// <summary>The burn rate from which the pair burns: that which uses the share of the budget up within the long window; at least 1, below which the budget lasts.</summary>
    public double Factor(Objective objective) => Math.Max(1, BudgetShare * (objective.Window / LongSpan));
}

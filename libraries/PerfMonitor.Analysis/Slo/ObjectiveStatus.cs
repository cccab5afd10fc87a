namespace PerfMonitor.Analysis.Slo;

/// <summary>How a promise stands, with the figures behind it.</summary>
/// <param name="State">The answer.</param>
/// <param name="GoodRatio">The share of good events over the objective's window; null without events.</param>
/// <param name="BudgetRemaining">The share of the error budget that is left: 1 untouched, 0 used up, negative overdrawn. Null without events.</param>
/// <param name="RecentRate">The burn rate of the last hour; null without events in it.</param>
/// <param name="GoneIn">When the budget is used up at that rate; null where it lasts, is gone already, or nothing has been bad in the last minutes.</param>
/// <param name="Burns">Each pair of windows.</param>
/// <param name="Words">The same for people.</param>
public sealed record ObjectiveStatus(
    ObjectiveState State,
    double? GoodRatio,
    double? BudgetRemaining,
    double? RecentRate,
    TimeSpan? GoneIn,
    IReadOnlyList<Burn> Burns,
    string Words)
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    // What burnt within the last hour may have stopped since.
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    /// <summary>Judges a promise.</summary>
    /// <param name="objective">The promise.</param>
    /// <param name="counts">Events of the time up to now, by its length.</param>
    /// <param name="known">For how long events are known.</param>
    public static ObjectiveStatus Of(Objective objective, Func<TimeSpan, EventCounts> counts, TimeSpan known)
    {
        var all = counts(objective.Window);
        IReadOnlyList<Burn> burns = [.. BurnWindow.Default.Where(window => window.LongSpan <= objective.Window).Select(window => Burn.Of(window, objective, counts, known))];
        if (all.ErrorRatio is not { } errors)
        {
            return new ObjectiveStatus(ObjectiveState.NoData, null, null, null, null, burns, "No events yet: nothing can be said about this objective.");
        }

        // The budget is that of a whole window: of an objective an hour old, an hour of failures has used an hour's part.
        var share = Math.Min(1, known / objective.Window);
        var remaining = 1 - (share * errors / objective.AllowedErrorRatio);
        var recent = counts(Recent);
        var rate = recent.ErrorRatio / objective.AllowedErrorRatio;
        var goesOn = rate > 1 && counts(JustNow).ErrorRatio > objective.AllowedErrorRatio;
        var goneIn = remaining > 0 && goesOn ? objective.Window * (remaining / rate!.Value) : (TimeSpan?)null;
        var state = StateOf(remaining, burns, goesOn && recent.Bad >= Burn.MinimumBadEvents);
        return new ObjectiveStatus(state, 1 - errors, remaining, rate, goneIn, burns, ObjectiveWords.Of(objective, state, 1 - errors, remaining, rate, goneIn, burns, known));
    }

    private static ObjectiveState StateOf(double remaining, IReadOnlyList<Burn> burns, bool isBurningNow)
    {
        if (burns.Any(static burn => burn is { IsBurning: true, Window.Severity: BurnSeverity.Page }) || (remaining <= 0 && isBurningNow))
        {
            return ObjectiveState.Critical;
        }

        if (isBurningNow || burns.Any(static burn => burn.IsBurning))
        {
            return ObjectiveState.Increasing;
        }

        return remaining <= 0 || burns.Any(static burn => burn.LongRate >= burn.Factor && burn.ShortRate < burn.Factor)
            ? ObjectiveState.Recovering
            : ObjectiveState.Acceptable;
    }
}

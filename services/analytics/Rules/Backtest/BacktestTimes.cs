namespace PerfMonitor.Analytics.Rules;

/// <summary>A time in which something fired.</summary>
/// <param name="From">When the first alert fired.</param>
/// <param name="To">When the last one was over; null where one still fires.</param>
/// <param name="State">Null: the rule itself; else <see cref="DerivedAlert.StateLabel"/>.</param>
internal sealed record FiringTime(DateTimeOffset From, DateTimeOffset? To, string? State);

/// <summary>A moment at which people would have been told.</summary>
internal sealed record TellingTime(DateTimeOffset At, bool Night);

/// <summary>
/// When things would have happened, as coarse as it is drawn: what is nearer to each other than <see cref="Stops"/>th of the period
/// is one. That bounds how many there are, however often the rule would have fired. Pure.
/// </summary>
internal static class BacktestTimes
{
    /// <summary>What can be told apart on a chart over the whole period.</summary>
    public const int Stops = 400;

    /// <summary>The times at which any alert fired, of the rule and of each state by itself, in order.</summary>
    public static IReadOnlyList<FiringTime> Firing(IReadOnlyList<BacktestAlert> alerts, BacktestSteps steps)
    {
        var apart = Apart(steps);
        return [.. alerts.GroupBy(static alert => DerivedAlert.StateOf(alert.Fired.Labels)).SelectMany(one => Joined(one, apart)).OrderBy(static time => time.From)];
    }

    /// <summary>The moments at which people were told; one at night is no less than one by day beside it.</summary>
    public static IReadOnlyList<TellingTime> Told(IReadOnlyList<Telling> told, Night night, BacktestSteps steps)
    {
        var (start, apart) = (steps.At(0), Apart(steps));
        return [.. told.Select(one => new TellingTime(one.At, night.Contains(one.At))).DistinctBy(one => ((long)((one.At - start) / apart), one.Night))];
    }

    private static IEnumerable<FiringTime> Joined(IGrouping<string?, BacktestAlert> alerts, TimeSpan apart)
    {
        FiringTime? open = null;
        foreach (var (from, to) in alerts.Select(static alert => (alert.Fired.FiredAt, alert.Resolved?.ResolvedAt)).OrderBy(static time => time.FiredAt))
        {
            if (open is null)
            {
                open = new FiringTime(from, to, alerts.Key);
            }
            else if (open.To is null || from - open.To.Value <= apart)
            {
                open = open with { To = open.To is null || to is null ? null : to > open.To ? to : open.To };
            }
            else
            {
                yield return open;
                open = new FiringTime(from, to, alerts.Key);
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    // At least the distance of two evaluations: nothing happens between them.
    private static TimeSpan Apart(BacktestSteps steps) => TimeSpan.FromMilliseconds(Math.Max(1, steps.StepMs * (double)(steps.Count - 1) / Stops));
}

namespace PerfMonitor.Analytics.Rules;

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

    /// <summary>The moments at which people were told; one at night is no less than one by day beside it.</summary>
    public static IReadOnlyList<TellingTime> Told(IReadOnlyList<Telling> told, Night night, BacktestSteps steps)
    {
        var (start, apart) = (steps.At(0), Apart(steps));
        return [.. told.Select(one => new TellingTime(one.At, night.Contains(one.At))).DistinctBy(one => ((long)((one.At - start) / apart), one.Night))];
    }

    /// <summary>What is nearer to each other is one; at least the distance of two evaluations, between which nothing happens.</summary>
    public static TimeSpan Apart(BacktestSteps steps) => TimeSpan.FromMilliseconds(Math.Max(1, steps.StepMs * (double)(steps.Count - 1) / Stops));
}

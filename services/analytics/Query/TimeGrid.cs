namespace PerfMonitor.Analytics.Query;

/// <summary>Evenly spaced moments, milliseconds since the Unix epoch, on multiples of the step: the same range gives the same moments whenever it is asked for.</summary>
internal readonly record struct TimeGrid(long StartMs, long StepMs, int Points)
{
    private const long UsualLookBackMs = 300_000;

    /// <summary>The last moment.</summary>
    public long EndMs => StartMs + ((Points - 1) * StepMs);

    /// <summary>How far an expression may look back from each moment for a value that is there: five minutes as usual, or a step where that is longer.</summary>
    public TimeSpan LookBack => TimeSpan.FromMilliseconds(Math.Max(StepMs, UsualLookBackMs));

    /// <summary>The moments after the start, up to the end.</summary>
    public static TimeGrid Within(long afterMs, long untilMs, long stepMs)
    {
        var (first, last) = (FloorOf(afterMs, stepMs) + stepMs, FloorOf(untilMs, stepMs));
        return new TimeGrid(first, stepMs, (int)Math.Max(0, ((last - first) / stepMs) + 1));
    }

    /// <summary>As many moments as asked for, the last at or before the end.</summary>
    public static TimeGrid Ending(long untilMs, long stepMs, int points) => new(FloorOf(untilMs, stepMs) - ((points - 1) * stepMs), stepMs, points);

    private static long FloorOf(long moment, long stepMs) => moment - (((moment % stepMs) + stepMs) % stepMs);
}

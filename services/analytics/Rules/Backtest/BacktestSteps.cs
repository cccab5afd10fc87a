namespace PerfMonitor.Analytics.Rules;

/// <summary>The moments at which a back-test evaluates a rule: on multiples of the step, as a group with an interval is.</summary>
/// <param name="StartMs">The first moment, milliseconds since the Unix epoch.</param>
/// <param name="StepMs">The distance between two.</param>
/// <param name="Count">How many there are.</param>
/// <param name="OffsetMs">How far back from the moment the expression is asked (<c>query_offset</c>).</param>
internal sealed record BacktestSteps(long StartMs, long StepMs, int Count, long OffsetMs)
{
    /// <summary>Most moments of one back-test: a year of 30-second steps.</summary>
    public const int Most = 1_100_000;

    /// <summary>The moments of a period, both ends inclusive.</summary>
    public static BacktestSteps Of(DateTimeOffset from, DateTimeOffset to, TimeSpan step, TimeSpan offset)
    {
        var stepMs = (long)step.TotalMilliseconds;
        var startMs = (from.ToUnixTimeMilliseconds() + stepMs - 1) / stepMs * stepMs;
        return new BacktestSteps(startMs, stepMs, (int)Math.Max(0, ((to.ToUnixTimeMilliseconds() - startMs) / stepMs) + 1), (long)offset.TotalMilliseconds);
    }

    public DateTimeOffset At(int step) => DateTimeOffset.FromUnixTimeMilliseconds(StartMs + (StepMs * step));

    /// <summary>The moment the expression is asked for at a step.</summary>
    public long QueriedMs(int step) => StartMs + (StepMs * step) - OffsetMs;

    /// <summary>The step of a sample of the expression's result.</summary>
    public int IndexOf(long queriedMs) => (int)((queriedMs + OffsetMs - StartMs) / StepMs);
}

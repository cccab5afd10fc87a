namespace PerfMonitor.PromQL.Evaluation;

/// <summary>The times an expression is evaluated at: <paramref name="Count"/> of them, <paramref name="StepMs"/> apart.</summary>
internal readonly record struct StepGrid(long StartMs, long StepMs, int Count)
{
    public long EndMs => StartMs + StepMs * (Count - 1);

    public long Time(int index) => StartMs + StepMs * index;
}

/// <summary>The query as a whole, which <c>start()</c>, <c>end()</c>, <c>step()</c> and <c>range()</c> speak of.</summary>
internal readonly record struct QueryTime(long StartMs, long EndMs, long StepMs)
{
    public TimeSpan Step => TimeSpan.FromMilliseconds(StepMs);

    public TimeSpan Range => TimeSpan.FromMilliseconds(EndMs - StartMs);
}

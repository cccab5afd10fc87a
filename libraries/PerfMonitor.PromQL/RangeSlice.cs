namespace PerfMonitor.PromQL;

/// <summary>Some of the steps of a range query; all times in milliseconds since the Unix epoch.</summary>
/// <param name="StartMs">The first step of the whole query.</param>
/// <param name="EndMs">Its end, inclusive.</param>
/// <param name="StepMs">The distance of its steps.</param>
/// <param name="FromMs">The first step of the slice.</param>
/// <param name="Steps">How many steps the slice has, at least one.</param>
public readonly record struct RangeSlice(long StartMs, long EndMs, long StepMs, long FromMs, int Steps)
{
    /// <summary>Cuts a range query into slices of at most so many steps, in order of time.</summary>
    public static IEnumerable<RangeSlice> Cut(long startMs, long endMs, long stepMs, int maxSteps)
    {
        long steps = (endMs - startMs) / stepMs + 1;
        for (long done = 0; done < steps; done += maxSteps)
        {
            yield return new RangeSlice(startMs, endMs, stepMs, startMs + done * stepMs, (int)Math.Min(maxSteps, steps - done));
        }
    }
}

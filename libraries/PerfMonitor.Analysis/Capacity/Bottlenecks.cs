namespace PerfMonitor.Analysis.Capacity;

/// <summary>Which of several resources becomes the bottleneck first.</summary>
public static class Bottlenecks
{
    /// <summary>
    /// Those beyond their limit, then by when they are expected there, then by when they may be at the earliest; then those that
    /// stay clear, and last those that cannot be told.
    /// </summary>
    public static IReadOnlyList<T> Rank<T>(IEnumerable<T> resources, Func<T, Reach> reach) => [.. resources.OrderBy(resource => Urgency(reach(resource)))];

    private static (int Kind, TimeSpan Expected, TimeSpan Earliest) Urgency(Reach reach) => reach switch
    {
        AlreadyBeyond => (0, default, default),
        WithinHorizon within => (1, within.Expected ?? TimeSpan.MaxValue, within.Earliest),
        NotWithinHorizon => (2, default, default),
        _ => (3, default, default),
    };
}

namespace PerfMonitor.Analysis.Counters;

/// <summary>Tells counters by the endings that Prometheus' conventions give them.</summary>
public static class CounterName
{
    private const string Count = "_count", Sum = "_sum";

    /// <summary>
    /// Whether a metric is a counter. <c>_total</c> and <c>_bucket</c> say so by themselves; <c>_count</c> and <c>_sum</c> where there is
    /// the other too, as of a histogram or a summary, for on their own they are endings of gauges as well.
    /// </summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="exists">Whether there is a metric of a name.</param>
    public static bool IsCounter(string metric, Func<string, bool> exists) =>
        IsBare(metric)
        || (metric.EndsWith(Count, StringComparison.Ordinal) && exists(metric[..^Count.Length] + Sum))
        || (metric.EndsWith(Sum, StringComparison.Ordinal) && exists(metric[..^Sum.Length] + Count));

    /// <summary>Whether a metric is a counter whatever else there is.</summary>
    public static bool IsBare(string metric) => metric.EndsWith("_total", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal);
}

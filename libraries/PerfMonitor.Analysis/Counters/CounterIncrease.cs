namespace PerfMonitor.Analysis.Counters;

/// <summary>Turns a counter, which only tells how much there was since it began, into how much came between two points.</summary>
public static class CounterIncrease
{
    private static readonly string[] Endings = ["_total", "_count", "_sum", "_bucket"];

    /// <summary>Whether a metric is a counter, by the endings that Prometheus' conventions give counters.</summary>
    public static bool IsCounter(string metric) => Endings.Any(ending => metric.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The increases; NaN at the first point and beside gaps. A value lower than the one before is a counter that began again: it counts in full.</summary>
    public static double[] Of(ReadOnlySpan<double> counter)
    {
        var increases = new double[counter.Length];
        increases.AsSpan().Fill(double.NaN);
        for (var i = 1; i < counter.Length; i++)
        {
            increases[i] = counter[i] >= counter[i - 1] ? counter[i] - counter[i - 1] : double.IsNaN(counter[i - 1]) ? double.NaN : counter[i];
        }

        return increases;
    }
}

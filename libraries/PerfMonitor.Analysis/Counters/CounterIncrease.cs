namespace PerfMonitor.Analysis.Counters;

/// <summary>Turns a counter, which only tells how much there was since it began, into how much came between two points.</summary>
public static class CounterIncrease
{
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

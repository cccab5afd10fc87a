using PerfMonitor.Analysis.Counters;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analysis.Forecasting.Grids;

/// <summary>What one step of the grid takes from the samples that fall into it.</summary>
public enum StepValue
{
    /// <summary>The mean of the samples: gauges.</summary>
    Mean,

    /// <summary>The last sample: levels that move slowly, such as bytes used.</summary>
    Last,

    /// <summary>The largest sample: peaks, for capacity.</summary>
    Max,

    /// <summary>How much a counter grew within the step. A fall is a reset: the counter began again at 0.</summary>
    Increase,
}

/// <summary>Puts samples onto a regular grid. Steps without a sample stay gaps (NaN); nothing is invented here.</summary>
public static class SampleGrid
{
    /// <summary>Most steps a grid may have; a longer span keeps its newest part.</summary>
    public const int MaxSteps = 100_000;

    /// <summary>
    /// The grid from the first to the last usable sample, its steps aligned to multiples of <paramref name="stepMs"/>.
    /// Samples may come in any order; of several with one timestamp the last given counts. NaN, stale markers and
    /// infinities are no samples. An empty grid comes back when none is usable.
    /// </summary>
    public static RegularSeries Build(IEnumerable<Sample> samples, long stepMs, StepValue take)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepMs);
        var usable = InOrder(samples);
        if (usable.Count == 0) return new RegularSeries(0, stepMs, []);

        long last = Step(usable[^1].TimestampMs, stepMs);
        long first = Math.Max(Step(usable[0].TimestampMs, stepMs), last - MaxSteps + 1);
        var values = new double[last - first + 1];
        Array.Fill(values, double.NaN);
        var counts = new int[values.Length];
        double[] taken = [.. usable.Select(sample => sample.Value)];
        if (take == StepValue.Increase) taken = CounterIncrease.Of(taken);
        for (int i = 0; i < usable.Count; i++)
        {
            long at = Step(usable[i].TimestampMs, stepMs) - first;
            if (at < 0 || double.IsNaN(taken[i])) continue;
            values[at] = counts[at]++ == 0 ? taken[i] : Merge(take, values[at], taken[i], counts[at]);
        }

        return new RegularSeries(first * stepMs, stepMs, values);
    }

    private static double Merge(StepValue take, double held, double value, int count) => take switch
    {
        StepValue.Mean => held + ((value - held) / count),
        StepValue.Last => value,
        StepValue.Max => Math.Max(held, value),
        _ => held + value,
    };

    private static long Step(long timestampMs, long stepMs) => (long)Math.Floor((double)timestampMs / stepMs);

    private static List<Sample> InOrder(IEnumerable<Sample> samples)
    {
        var sorted = samples.Where(sample => double.IsFinite(sample.Value)).OrderBy(sample => sample.TimestampMs).ToList();
        var kept = new List<Sample>(sorted.Count);
        foreach (var sample in sorted)
        {
            if (kept.Count > 0 && kept[^1].TimestampMs == sample.TimestampMs) kept.RemoveAt(kept.Count - 1);
            kept.Add(sample);
        }

        return kept;
    }
}

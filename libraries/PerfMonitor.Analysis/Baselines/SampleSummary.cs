using MathNet.Numerics.Statistics;

namespace PerfMonitor.Analysis.Baselines;

/// <summary>Samples in a few figures, in the unit of the samples.</summary>
/// <param name="Count">How many finite samples there were.</param>
/// <param name="Median">Half are lower, half are higher. This is the value percentages are computed from.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="P95">95 % are at most as high.</param>
/// <param name="Minimum">The lowest.</param>
/// <param name="Maximum">The highest.</param>
public sealed record SampleSummary(int Count, double Median, double Mean, double P95, double Minimum, double Maximum)
{
    /// <summary>Summarises the finite samples; null where there are none.</summary>
    public static SampleSummary? Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Where(double.IsFinite).Order()];
        return sorted.Length == 0
            ? null
            : new SampleSummary(
                sorted.Length,
                SortedArrayStatistics.Median(sorted),
                ArrayStatistics.Mean(sorted),
                SortedArrayStatistics.QuantileCustom(sorted, 0.95, QuantileDefinition.R7),
                sorted[0],
                sorted[^1]);
    }
}

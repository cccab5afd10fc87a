using MathNet.Numerics.Statistics;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analysis.Baselines;

/// <summary>How much a figure grew within a range: the median of its last quarter less that of its first.</summary>
/// <param name="Amount">In the unit of the samples; null where there are too few.</param>
/// <param name="Shift">Whether the two quarters are told apart.</param>
public sealed record Growth(double? Amount, Shift Shift)
{
    /// <summary>Measures growth over samples in the order of time; each quarter needs <see cref="MannWhitney.MinimumSamples"/>.</summary>
    public static Growth Over(IReadOnlyList<double> samples)
    {
        double[] finite = [.. samples.Where(double.IsFinite)];
        var (first, last) = (finite[..(finite.Length / 4)], finite[^(finite.Length / 4)..]);
        var shift = MannWhitney.Compare(first, last);
        return new Growth(first.Length < MannWhitney.MinimumSamples ? null : last.Median() - first.Median(), shift);
    }
}

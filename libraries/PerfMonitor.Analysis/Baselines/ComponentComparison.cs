using MathNet.Numerics.Statistics;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analysis.Baselines;

/// <summary>One row of the before/after table.</summary>
/// <param name="Before">The baseline's samples in a few figures; null where it has none.</param>
/// <param name="After">Those of the time compared with it; null where there are none.</param>
/// <param name="ImprovementPercent">How much better the later median is; positive is better. Null where it cannot be told.</param>
/// <param name="LowPercent">The improvement's 95 % interval, from here; null where it cannot be told.</param>
/// <param name="HighPercent">To here.</param>
/// <param name="Shift">Whether the difference is statistically supported.</param>
/// <param name="Reason">The row in words: what supports the percentage, or why there is none.</param>
public sealed record ComponentComparison(
    SampleSummary? Before,
    SampleSummary? After,
    double? ImprovementPercent,
    double? LowPercent,
    double? HighPercent,
    Shift Shift,
    string Reason)
{
    /// <summary>Compares the samples of two times, each in the order of time; values that are not finite are left out.</summary>
    /// <remarks>
    /// A percentage is given from <see cref="MannWhitney.MinimumSamples"/> samples on each side, supported or not; the reason says
    /// which. Fewer give none, however far apart they are.
    /// </remarks>
    public static ComponentComparison Of(IReadOnlyList<double> baseline, IReadOnlyList<double> now, Better better)
    {
        double[] first = [.. baseline.Where(double.IsFinite)];
        double[] second = [.. now.Where(double.IsFinite)];
        var row = new ComponentComparison(SampleSummary.Of(first), SampleSummary.Of(second), null, null, null, MannWhitney.Compare(first, second), "");
        if (Math.Min(first.Length, second.Length) < MannWhitney.MinimumSamples)
        {
            return row with { Reason = row.Shift.Reason };
        }

        if (Improvement.Percent(first.Median(), second.Median(), better) is not { } percent)
        {
            return row with { Reason = "the baseline is 0: there is no percentage of it" };
        }

        // Where neighbours are so alike that nothing can be tested, drawing them again would feign a precision that is not there.
        var interval = row.Shift.Verdict == ShiftVerdict.NotEnoughData
            ? null
            : MedianBootstrap.Interval(first, second, (before, after) => Improvement.Percent(before, after, better));
        return row with { ImprovementPercent = percent, LowPercent = interval?.Low, HighPercent = interval?.High, Reason = row.Shift.Reason };
    }
}

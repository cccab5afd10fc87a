using MathNet.Numerics.Statistics;

namespace PerfMonitor.Analysis.Significance;

/// <summary>
/// How far a figure that is computed from the medians of two sets of samples may be off: the samples are drawn again from
/// themselves, in blocks, so that neighbours that resemble each other stay together.
/// </summary>
/// <remarks>Künsch, "The jackknife and the bootstrap for general stationary observations", 1989 (moving blocks); percentile interval.</remarks>
internal static class MedianBootstrap
{
    private const int Rounds = 1_000;
    private const ulong Seed = 20_240_229;

    /// <summary>The middle 95 % of the figure over the rounds; null where any round gives no figure. Values are finite, in the order of time.</summary>
    public static (double Low, double High)? Interval(double[] before, double[] after, Func<double, double, double?> figure)
    {
        var random = new SplitMix64(Seed);
        var (first, second) = (new double[before.Length], new double[after.Length]);
        var (firstBlock, secondBlock) = (Blocks.LengthFor(before), Blocks.LengthFor(after));
        var figures = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            Blocks.Draw(before, first, firstBlock, ref random);
            Blocks.Draw(after, second, secondBlock, ref random);
            if (figure(ArrayStatistics.MedianInplace(first), ArrayStatistics.MedianInplace(second)) is not { } value)
            {
                return null;
            }

            figures[round] = value;
        }

        Array.Sort(figures);
        return (SortedArrayStatistics.QuantileCustom(figures, 0.025, QuantileDefinition.R7), SortedArrayStatistics.QuantileCustom(figures, 0.975, QuantileDefinition.R7));
    }
}

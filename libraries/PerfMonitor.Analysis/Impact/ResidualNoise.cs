using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analysis.Impact;

/// <summary>
/// How far a figure that is linear in noise may be off by chance: noise like the residuals is drawn again, in blocks, for the values
/// that were fitted to and for those that were predicted.
/// </summary>
/// <param name="residuals">Residuals over their scale, in the order of time.</param>
/// <param name="terms">Terms that were fitted; their part of the noise is in the fit and not in the residuals.</param>
internal sealed class ResidualNoise(double[] residuals, int terms)
{
    private const int Rounds = 1_000;
    private const ulong Seed = 20_261_128;

    /// <summary>Independent values that the residuals are worth.</summary>
    public double Worth { get; } = EffectiveSampleSize.Of(residuals);

    /// <summary>The bounds within which the figure's error lies as often as the level says.</summary>
    /// <param name="fitted">How much the figure moves with the noise at each residual, its scale included.</param>
    /// <param name="predicted">How much it moves with the noise of each step to come; empty where it has none.</param>
    /// <param name="level">Above 0 and below 1.</param>
    public (double Lower, double Upper) Error(double[] fitted, double[] predicted, double level)
    {
        var random = new SplitMix64(Seed);
        var (past, ahead) = (new double[fitted.Length], new double[predicted.Length]);
        var block = Math.Min(2 * Blocks.LengthFor(residuals), Math.Max(1, residuals.Length / 4));
        var errors = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            Blocks.Draw(residuals, past, block, ref random);
            // The steps to come are neighbours of each other: they are drawn as one run, however long they are alike.
            Blocks.Draw(residuals, ahead, Math.Max(block, ahead.Length), ref random);
            errors[round] = Sum(predicted, ahead) - Sum(fitted, past);
        }

        Array.Sort(errors);
        var (middle, wider) = (errors.Average(), Wider(Math.Max(block, predicted.Length), level));
        return (middle + (wider * (Quantile((1 - level) / 2) - middle)), middle + (wider * (Quantile((1 + level) / 2) - middle)));

        double Quantile(double share) => SortedArrayStatistics.QuantileCustom(errors, share, QuantileDefinition.R7);
    }

    /// <summary>
    /// Residuals are smaller than the noise by what the terms took, √(1 − terms/worth), and only so many runs of them are independent,
    /// so that a quantile of them is one of Student's t.
    /// </summary>
    private double Wider(int run, double level)
    {
        var runs = Math.Max(3, Math.Min(Worth, residuals.Length / (double)run));
        var (tail, share) = ((1 + level) / 2, Math.Max(0.25, 1 - (terms / Worth)));
        return StudentT.InvCDF(0, 1, runs - 1, tail) / Normal.InvCDF(0, 1, tail) / Math.Sqrt(share);
    }

    private static double Sum(double[] weights, double[] noise)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * noise[i];
        }

        return sum;
    }
}

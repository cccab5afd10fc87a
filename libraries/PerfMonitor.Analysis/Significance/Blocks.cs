namespace PerfMonitor.Analysis.Significance;

/// <summary>Draws series again from themselves in blocks, so that neighbours that resemble each other stay together.</summary>
/// <remarks>Künsch, "The jackknife and the bootstrap for general stationary observations", 1989 (moving blocks).</remarks>
internal static class Blocks
{
    /// <summary>As long as samples are alike: the number of samples that one independent one is worth, and the cube root of n at least.</summary>
    public static int LengthFor(double[] values) => (int)Math.Clamp(
        Math.Ceiling(Math.Max(values.Length / EffectiveSampleSize.Of(values), Math.Cbrt(values.Length))), 1, Math.Max(1, values.Length / 2));

    /// <summary>Fills the target with blocks of the source, which has at least one value.</summary>
    public static void Draw(double[] source, double[] target, int block, ref SplitMix64 random)
    {
        for (var filled = 0; filled < target.Length;)
        {
            var take = Math.Min(block, target.Length - filled);
            Array.Copy(source, random.Below(source.Length - take + 1), target, filled, take);
            filled += take;
        }
    }
}

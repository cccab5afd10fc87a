using System.Globalization;
using MathNet.Numerics.Distributions;

namespace PerfMonitor.Analysis.Significance;

/// <summary>
/// Mann and Whitney's U test: whether values of one time tend to be higher than those of another. It asks nothing of their
/// distribution, so that latencies with a long tail and figures with steps may be compared.
/// </summary>
public static class MannWhitney
{
    /// <summary>Samples each side needs.</summary>
    public const int MinimumSamples = 12;

    /// <summary>Independent samples each side must be worth.</summary>
    public const double MinimumEffective = 4;

    /// <summary>The chance of a false alarm that is put up with, unless the caller says otherwise.</summary>
    public const double DefaultAlpha = 0.01;

    private const string Exact = "Mann-Whitney U, exact";
    private const string Approximation = "Mann-Whitney U, normal approximation, corrected for ties and for neighbours that resemble each other";

    /// <summary>Compares two sets of samples, each in the order of time; values that are not finite are left out.</summary>
    /// <remarks>
    /// Mann and Whitney 1947. Exact where both sides together have at most 40 samples, no two equal and neighbours unlike. Else
    /// z = (|P − ½| − 1/(2·n₁·n₂)) / √((n₁ + n₂ + 1)/(12·n₁·n₂) · c), with c the correction for ties and n₁, n₂ the
    /// effective sample sizes of <see cref="EffectiveSampleSize"/>.
    /// </remarks>
    public static Shift Compare(IReadOnlyList<double> before, IReadOnlyList<double> after, double alpha = DefaultAlpha)
    {
        double[] first = [.. before.Where(double.IsFinite)];
        double[] second = [.. after.Where(double.IsFinite)];
        var (worthFirst, worthSecond) = (EffectiveSampleSize.Of(first), EffectiveSampleSize.Of(second));
        var result = new Shift(ShiftVerdict.NotEnoughData, null, null, first.Length, second.Length, worthFirst, worthSecond, Approximation, "");
        if (Lacking(result) is { } lacking)
        {
            return result with { Reason = lacking };
        }

        var (ranks, ties) = Ranks.Of([.. first, .. second]);
        double samples = ranks.Length;
        var u = ranks.Skip(first.Length).Sum() - (second.Length * (second.Length + 1.0) / 2);
        var superiority = u / ((double)first.Length * second.Length);
        var exact = ties == 0 && samples <= RankSumDistribution.MaximumSamples && worthFirst + worthSecond > samples - 1;
        var p = exact
            ? RankSumDistribution.TwoSided(first.Length, second.Length, u)
            : Approximate(superiority, worthFirst, worthSecond, 1 - (ties / ((samples * samples * samples) - samples)));
        var verdict = p >= alpha ? ShiftVerdict.NotShown : superiority > 0.5 ? ShiftVerdict.Higher : ShiftVerdict.Lower;
        return result with { Verdict = verdict, PValue = p, Superiority = superiority, Test = exact ? Exact : Approximation, Reason = Words(verdict, p, superiority) };
    }

    private static double Approximate(double superiority, double first, double second, double tieCorrection)
    {
        // Everything is one value: nothing has shifted.
        if (tieCorrection <= 0)
        {
            return 1;
        }

        var product = first * second;
        var deviation = Math.Max(0, Math.Abs(superiority - 0.5) - (0.5 / product));
        var spread = Math.Sqrt((first + second + 1) / (12 * product) * tieCorrection);
        return 2 * Normal.CDF(0, 1, -deviation / spread);
    }

    private static string? Lacking(Shift counts)
    {
        foreach (var (samples, worth, side) in (ReadOnlySpan<(int, double, string)>)
            [(counts.SamplesBefore, counts.EffectiveBefore, "before"), (counts.SamplesAfter, counts.EffectiveAfter, "after")])
        {
            if (samples < MinimumSamples)
            {
                return $"not enough data {side}: {samples} of {MinimumSamples} needed";
            }

            if (worth < MinimumEffective)
            {
                return string.Create(CultureInfo.InvariantCulture, $"not enough data {side}: neighbours are so alike that {samples} samples are worth {worth:0.0} independent ones, {MinimumEffective:0} needed");
            }
        }

        return null;
    }

    private static string Words(ShiftVerdict verdict, double p, double superiority)
    {
        var chance = p < 0.0001 ? "p < 0.0001" : string.Create(CultureInfo.InvariantCulture, $"p = {p:0.0000}");
        return verdict switch
        {
            ShiftVerdict.NotShown => $"no difference is shown ({chance})",
            ShiftVerdict.Higher => string.Create(CultureInfo.InvariantCulture, $"higher in {superiority:0 %} of pairs ({chance})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"lower in {1 - superiority:0 %} of pairs ({chance})"),
        };
    }
}

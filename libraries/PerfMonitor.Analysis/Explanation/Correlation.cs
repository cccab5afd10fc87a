using System.Numerics;
using System.Runtime.CompilerServices;

namespace PerfMonitor.Analysis.Explanation;

/// <summary>How alike two shapes are, at the shift in time at which they are most alike.</summary>
/// <param name="Strength">0 to 1: the smaller of the correlations of levels and of changes, where both have the same sign.</param>
/// <param name="Lead">By how many points the second is ahead of the first; negative where it follows.</param>
/// <param name="IsInverse">Whether one falls where the other rises.</param>
internal readonly record struct Correlation(double Strength, int Lead, bool IsInverse)
{
    /// <summary>
    /// Looks at every shift up to a number of points. Levels alone would call two trends alike, and changes alone a step and a
    /// spike; so both must agree. What a shift pushes over the edge counts as nothing, which favours small shifts.
    /// </summary>
    public static Correlation Strongest(ChangeShape first, ChangeShape second, int mostShift)
    {
        var strongest = default(Correlation);
        for (var distance = 0; distance <= mostShift; distance++)
        {
            strongest = Stronger(strongest, At(first, second, distance));
            strongest = distance == 0 ? strongest : Stronger(strongest, At(first, second, -distance));
        }

        return strongest;
    }

    private static Correlation Stronger(Correlation one, Correlation other) => other.Strength > one.Strength ? other : one;

    private static Correlation At(ChangeShape first, ChangeShape second, int lead)
    {
        var changes = Product(first.Changes, second.Changes, lead);
        var levels = Product(first.Levels, second.Levels, lead);
        return changes * levels > 0 ? new Correlation(Math.Min(Math.Min(Math.Abs(changes), Math.Abs(levels)), 1), lead, changes < 0) : default;
    }

    // Σ first[i]·second[i − lead]
    private static double Product(double[] first, double[] second, int lead)
    {
        var length = first.Length - Math.Abs(lead);
        return lead >= 0
            ? Dot(first.AsSpan(lead, length), second.AsSpan(0, length))
            : Dot(first.AsSpan(0, length), second.AsSpan(-lead, length));
    }

    // A million calls in one search: as code that is to be compiled well only later, the first search took a second longer.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i <= first.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(first[i..]) * new Vector<double>(second[i..]);
        }

        var sum = Vector.Sum(sums);
        for (; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }
}

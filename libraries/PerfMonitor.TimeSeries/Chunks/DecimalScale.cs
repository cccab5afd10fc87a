using System.Numerics;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// Finds the smallest k for which the values are n / 10^k with integers n, bit for bit. Measurements are mostly
/// decimals of few digits, and their integers pack far shorter than their binary fractions do.
/// </summary>
internal static class DecimalScale
{
    /// <summary>Most decimals tried; more digits than this rarely repay the integers they make.</summary>
    public const int MaxDecimals = 9;

    // Beyond 2^53 doubles skip integers, so n would not be exact.
    private const double MaxInteger = 9007199254740992;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>Values that fit no k ride beside as raw bits; above this share the XOR scheme is the better one.</summary>
    public static int MaxExceptions(int count) => count / 32 + 1;

    /// <summary>
    /// Writes n of each value to <paramref name="integers"/> and returns k, or -1 when too many values fit none. A value
    /// that does not fit takes its predecessor's n and is counted in <paramref name="exceptions"/>.
    /// </summary>
    public static int Find(ReadOnlySpan<double> values, Span<long> integers, out int exceptions)
    {
        int allowed = MaxExceptions(values.Length);
        int best = -1;
        exceptions = int.MaxValue;
        for (int k = 0; k <= MaxDecimals && exceptions != 0; k++)
        {
            int misfits = Misfits(values, k, Math.Min(allowed, exceptions - 1));
            if (misfits >= exceptions || misfits > allowed) continue;
            best = k;
            exceptions = misfits;
        }

        if (best >= 0) Scale(values, best, integers);
        return best;
    }

    /// <summary>True when <paramref name="integer"/> / 10^k gives back exactly the bits of <paramref name="value"/>.</summary>
    public static bool Fits(double value, int k, out long integer)
    {
        double scaled = Math.Round(value * Powers[k]);
        if (!(Math.Abs(scaled) <= MaxInteger))
        {
            integer = 0;
            return false;
        }

        integer = (long)scaled;
        return BitConverter.DoubleToInt64Bits(Value(integer, k)) == BitConverter.DoubleToInt64Bits(value);
    }

    public static double Value(long integer, int k) => integer / Powers[k];

    /// <summary>The values of all integers.</summary>
    public static void Values(ReadOnlySpan<long> integers, int k, Span<double> values)
    {
        int at = 0;
        var power = new Vector<double>(Powers[k]);
        for (; at <= integers.Length - Vector<long>.Count; at += Vector<long>.Count)
        {
            (Vector.ConvertToDouble(new Vector<long>(integers[at..])) / power).CopyTo(values[at..]);
        }

        for (; at < integers.Length; at++) values[at] = Value(integers[at], k);
    }

    private static int Misfits(ReadOnlySpan<double> values, int k, int stopAbove)
    {
        int misfits = 0;
        foreach (double value in values)
        {
            if (!Fits(value, k, out _) && ++misfits > stopAbove) break;
        }

        return misfits;
    }

    private static void Scale(ReadOnlySpan<double> values, int k, Span<long> integers)
    {
        long previous = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (Fits(values[i], k, out long integer)) previous = integer;
            integers[i] = previous;
        }
    }
}

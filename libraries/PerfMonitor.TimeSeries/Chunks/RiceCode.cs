using System.Numerics;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// Rice's code (Rice and Plaunt, 1971): the quotient by 2^k in unary, the remainder in k bits. The shortest where small numbers
/// are common and large ones rare, as the increments of a counter that mostly stands still.
/// </summary>
internal static class RiceCode
{
    /// <summary>Most bits of a remainder; beyond, the frame of reference is as short.</summary>
    public const int MaxParameter = 48;

    /// <summary>The k that takes the fewest bits for the distances above a minimum, and how many those are.</summary>
    public static int Parameter(ReadOnlySpan<long> block, long min, out long bits)
    {
        double sum = 0;
        foreach (long value in block) sum += unchecked((ulong)(value - min));
        // The best k is within one of the binary logarithm of the mean.
        int near = sum < block.Length ? 0 : Math.Min(MaxParameter, BitOperations.Log2((ulong)Math.Min(sum / block.Length, 1UL << 62)));
        int best = near;
        bits = Bits(block, min, near, long.MaxValue);
        foreach (int k in (ReadOnlySpan<int>)[near - 1, near + 1])
        {
            if (k is < 0 or > MaxParameter) continue;
            long other = Bits(block, min, k, bits);
            if (other < bits) (best, bits) = (k, other);
        }

        return best;
    }

    /// <summary>Returns the bytes written.</summary>
    public static int Write(Span<byte> buffer, ReadOnlySpan<long> block, long min, int k)
    {
        var bits = new BitWriter(buffer);
        foreach (long value in block)
        {
            ulong above = unchecked((ulong)(value - min));
            bits.WriteUnary(above >> k);
            bits.Write(above & ((1UL << k) - 1), k);
        }

        return bits.Flush();
    }

    /// <summary>Fills a block; false when the bytes end inside it.</summary>
    public static bool TryRead(ref ByteReader reader, Span<long> block, long min, int k)
    {
        if (k > MaxParameter || reader.Failed) return false;
        var bits = new BitReader(reader.Rest);
        for (int i = 0; i < block.Length; i++) block[i] = unchecked(min + (long)((bits.ReadUnary() << k) | bits.Read(k)));
        if (bits.Failed) return false;
        reader.Advance(bits.BytesRead);
        return true;
    }

    private static long Bits(ReadOnlySpan<long> block, long min, int k, long stopAt)
    {
        long bits = (long)block.Length * (k + 1);
        foreach (long value in block)
        {
            ulong quotient = unchecked((ulong)(value - min)) >> k;
            // One that would take more than the whole block is worth settles it.
            if (quotient > 4_096 || (bits += (long)quotient) >= stopAt) return long.MaxValue;
        }

        return bits;
    }
}

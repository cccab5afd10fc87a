using System.Buffers.Binary;
using System.Numerics;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// Packs integers as differences of order 0, 1 or 2, whichever is shortest, in blocks of 64: each block stores its
/// smallest difference and the rest above it in the fewest bits that hold them all (frame of reference), or by a Rice
/// code where a few are much larger than most. Arithmetic wraps, so every 64-bit input survives.
/// </summary>
internal static class IntegerPacking
{
    private const int BlockSize = 64;
    private const int MaxOrder = 2;

    // Widths from here on stand for Rice codes of this much less.
    private const int RiceMark = 128;

    /// <summary>Worst case in bytes: full-width integers, a width byte and a 10-byte minimum per block, order and seeds.</summary>
    public static int MaxBytes(int count) => count * sizeof(long) + (count / BlockSize + 1) * 11 + 1 + MaxOrder * 10;

    /// <summary>Packs in place: <paramref name="values"/> holds differences afterwards.</summary>
    public static void Write(ref ByteWriter writer, Span<long> values)
    {
        int order = CheapestOrder(values);
        writer.WriteByte((byte)order);
        for (int pass = 0; pass < order; pass++)
        {
            for (int i = values.Length - 1; i > pass; i--) values[i] = unchecked(values[i] - values[i - 1]);
        }

        int seeds = Math.Min(order, values.Length);
        for (int i = 0; i < seeds; i++) writer.WriteVarInt(values[i]);
        for (int at = seeds; at < values.Length; at += BlockSize)
        {
            WriteBlock(ref writer, values.Slice(at, Math.Min(BlockSize, values.Length - at)));
        }
    }

    /// <summary>Fills <paramref name="values"/>; false when the bytes cannot have come from <see cref="Write"/>.</summary>
    public static bool TryRead(ref ByteReader reader, Span<long> values)
    {
        int order = reader.ReadByte();
        if (order > MaxOrder) return false;
        int seeds = Math.Min(order, values.Length);
        for (int i = 0; i < seeds; i++) values[i] = reader.ReadVarInt();
        for (int at = seeds; at < values.Length; at += BlockSize)
        {
            if (!TryReadBlock(ref reader, values.Slice(at, Math.Min(BlockSize, values.Length - at)))) return false;
        }

        for (int pass = order - 1; pass >= 0; pass--)
        {
            for (int i = pass + 1; i < values.Length; i++) values[i] = unchecked(values[i] + values[i - 1]);
        }

        return !reader.Failed;
    }

    /// <summary>The first integer, as far as it can be told without unpacking a block.</summary>
    public static bool TryReadFirst(ByteReader reader, out long first)
    {
        bool isSeed = reader.ReadByte() > 0;
        first = reader.ReadVarInt();
        return isSeed && !reader.Failed;
    }

    private static void WriteBlock(ref ByteWriter writer, ReadOnlySpan<long> block)
    {
        (long min, long max) = Frame(block);
        int width = Width(min, max), parameter = RiceCode.Parameter(block, min, out long riceBits);
        if (riceBits < (long)width * block.Length)
        {
            writer.WriteByte((byte)(RiceMark + parameter));
            writer.WriteVarInt(min);
            writer.Advance(RiceCode.Write(writer.Rest, block, min, parameter));
            return;
        }

        min = Lowered(min, max, width);
        writer.WriteByte((byte)width);
        writer.WriteVarInt(min);
        if (width == 0) return;
        var bits = new BitWriter(writer.Rest);
        foreach (long value in block) bits.Write(unchecked((ulong)(value - min)), width);
        writer.Advance(bits.Flush());
    }

    private static bool TryReadBlock(ref ByteReader reader, Span<long> block)
    {
        int width = reader.ReadByte();
        long min = reader.ReadVarInt();
        if (width >= RiceMark) return RiceCode.TryRead(ref reader, block, min, width - RiceMark);
        if (width > 64) return false;
        var bytes = reader.ReadBytes((block.Length * width + 7) / 8);
        if (reader.Failed) return false;
        if (width == 0) block.Fill(min);
        else Unpack(bytes, block, min, width);
        return true;
    }

    private static void Unpack(ReadOnlySpan<byte> bytes, Span<long> block, long min, int width)
    {
        int at = 0;
        if (width <= 56)
        {
            // One unaligned load for each value, as long as a whole word is there.
            ulong mask = (1UL << width) - 1;
            for (int bit = 0; at < block.Length && (bit >> 3) + sizeof(ulong) <= bytes.Length; at++, bit += width)
            {
                block[at] = unchecked(min + (long)((BinaryPrimitives.ReadUInt64LittleEndian(bytes[(bit >> 3)..]) >> (bit & 7)) & mask));
            }
        }

        var rest = new BitReader(bytes, (long)at * width);
        for (; at < block.Length; at++) block[at] = unchecked(min + (long)rest.Read(width));
    }

    private static (long Min, long Max) Frame(ReadOnlySpan<long> block)
    {
        long min = block[0], max = block[0];
        foreach (long value in block)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return (min, max);
    }

    /// <summary>A smaller number in front takes fewer bytes and the same width holds: zero where that is possible.</summary>
    private static long Lowered(long min, long max, int width)
    {
        if (min <= 0 || width == 64) return min;
        return Math.Max(0, max - (long)((1UL << width) - 1));
    }

    private static int Width(long min, long max) => 64 - BitOperations.LeadingZeroCount(unchecked((ulong)(max - min)));

    private static int CheapestOrder(ReadOnlySpan<long> values)
    {
        int best = 0;
        long bestBits = long.MaxValue;
        for (int order = 0; order <= MaxOrder; order++)
        {
            long bits = CostInBits(values, order);
            if (bits >= bestBits) continue;
            best = order;
            bestBits = bits;
        }

        return best;
    }

    private static long CostInBits(ReadOnlySpan<long> values, int order)
    {
        long total = 0;
        for (int i = 0; i < Math.Min(order, values.Length); i++) total += 8 * VarIntBytes(Difference(values, i, i));
        for (int at = order; at < values.Length; at += BlockSize)
        {
            int end = Math.Min(at + BlockSize, values.Length);
            long min = long.MaxValue, max = long.MinValue;
            for (int i = at; i < end; i++)
            {
                long difference = Difference(values, i, order);
                min = Math.Min(min, difference);
                max = Math.Max(max, difference);
            }

            // The width takes a byte.
            total += 8 + 8 * VarIntBytes(min) + (long)Width(min, max) * (end - at);
        }

        return total;
    }

    private static int VarIntBytes(long value) => (64 - BitOperations.LeadingZeroCount(ZigZag.Encode(value) | 1) + 6) / 7;

    private static long Difference(ReadOnlySpan<long> values, int i, int order) => unchecked(order switch
    {
        0 => values[i],
        1 => values[i] - values[i - 1],
        _ => values[i] - 2 * values[i - 1] + values[i - 2],
    });
}

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PerfMonitor.TimeSeries;

/// <summary>A column of values in the shortest of the encodings; chunks and roll-ups share it.</summary>
internal static class ValueColumn
{
    // Above this many bits a value the binary schemes are tried beside the decimals.
    private const int CheapDecimalBits = 24;

    /// <summary>Worst case in bytes of one column.</summary>
    public static int MaxBytes(int count) => Math.Max(sizeof(double), Math.Max(DecimalPacking.MaxBytes(count), XorPacking.MaxBytes(count)));

    /// <summary>Writes a column at the start of a buffer of <see cref="MaxBytes"/>, its packed integers in segments; returns its length.</summary>
    public static int Write(Span<byte> buffer, ReadOnlySpan<double> values, int segment, out ValueEncoding encoding)
    {
        if (IsConstant(values))
        {
            encoding = ValueEncoding.Constant;
            BinaryPrimitives.WriteDoubleLittleEndian(buffer, values[0]);
            return sizeof(double);
        }

        long[] scratch = ArrayPool<long>.Shared.Rent(values.Length);
        try
        {
            int length = DecimalPacking.Write(buffer, values, scratch, segment, out encoding);
            return length > 0 && length * 8L <= CheapDecimalBits * (long)values.Length ? length : WriteBinary(buffer, values, scratch, segment, length, ref encoding);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(scratch);
        }
    }

    /// <summary>
    /// Fills at least the values from <paramref name="from"/> up to <paramref name="to"/>, each at its own index; false when the bytes cannot have come
    /// from <see cref="Write"/>. Stands behind the column afterwards if all were asked for.
    /// </summary>
    public static bool TryRead(ref ByteReader reader, ValueEncoding encoding, Span<double> values, int segment, int from, int to)
    {
        switch (encoding)
        {
            case ValueEncoding.Constant:
                values[from..to].Fill(BitConverter.UInt64BitsToDouble(reader.ReadUInt64()));
                return !reader.Failed;
            case ValueEncoding.Decimal or ValueEncoding.Multiple:
                long[] scratch = ArrayPool<long>.Shared.Rent(values.Length);
                bool sound = DecimalPacking.TryRead(ref reader, encoding, values, scratch, segment, from, to);
                ArrayPool<long>.Shared.Return(scratch);
                return sound && !reader.Failed;
            case ValueEncoding.Bits:
                return SegmentedPacking.TryRead(ref reader, MemoryMarshal.Cast<double, long>(values), segment, from, to);
            case ValueEncoding.Xor:
                return XorPacking.TryRead(ref reader, values[..to]);
            default:
                return false;
        }
    }

    /// <summary>Tries bit patterns and XOR beside the decimals that are in the buffer already; keeps the shortest.</summary>
    private static int WriteBinary(Span<byte> buffer, ReadOnlySpan<double> values, Span<long> scratch, int segment, int length, ref ValueEncoding encoding)
    {
        byte[] other = ArrayPool<byte>.Shared.Rent(MaxBytes(values.Length));
        try
        {
            MemoryMarshal.Cast<double, long>(values).CopyTo(scratch);
            var writer = new ByteWriter(other);
            SegmentedPacking.Write(ref writer, scratch[..values.Length], segment);
            length = Shorter(buffer, length, other.AsSpan(0, writer.Position), ValueEncoding.Bits, ref encoding);
            return Shorter(buffer, length, other.AsSpan(0, XorPacking.Write(other, values)), ValueEncoding.Xor, ref encoding);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(other);
        }
    }

    private static int Shorter(Span<byte> buffer, int length, ReadOnlySpan<byte> other, ValueEncoding otherEncoding, ref ValueEncoding encoding)
    {
        if (length > 0 && length <= other.Length) return length;
        encoding = otherEncoding;
        other.CopyTo(buffer);
        return other.Length;
    }

    private static bool IsConstant(ReadOnlySpan<double> values)
    {
        long first = BitConverter.DoubleToInt64Bits(values[0]);
        foreach (double value in values)
        {
            if (BitConverter.DoubleToInt64Bits(value) != first) return false;
        }

        return true;
    }
}

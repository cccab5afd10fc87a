using System.Buffers;
using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>A column of values in the shortest of the three encodings; chunks and roll-ups share it.</summary>
internal static class ValueColumn
{
    // Above this many bits a value the XOR scheme is tried beside the decimals.
    private const int CheapDecimalBits = 24;

    /// <summary>Worst case in bytes of one column.</summary>
    public static int MaxBytes(int count) => Math.Max(sizeof(double), Math.Max(DecimalPacking.MaxBytes(count), XorPacking.MaxBytes(count)));

    /// <summary>Writes a column at the start of a buffer of <see cref="MaxBytes"/>; returns its length.</summary>
    public static int Write(Span<byte> buffer, ReadOnlySpan<double> values, out ValueEncoding encoding)
    {
        if (IsConstant(values))
        {
            encoding = ValueEncoding.Constant;
            BinaryPrimitives.WriteDoubleLittleEndian(buffer, values[0]);
            return sizeof(double);
        }

        long[] scratch = ArrayPool<long>.Shared.Rent(values.Length);
        int decimalLength = DecimalPacking.Write(buffer, values, scratch);
        ArrayPool<long>.Shared.Return(scratch);
        encoding = ValueEncoding.Decimal;
        if (decimalLength > 0 && decimalLength * 8L <= CheapDecimalBits * (long)values.Length) return decimalLength;
        return WriteXor(buffer, values, decimalLength, ref encoding);
    }

    /// <summary>Fills <paramref name="values"/>; false when the bytes cannot have come from <see cref="Write"/>.</summary>
    public static bool TryRead(ref ByteReader reader, ValueEncoding encoding, Span<double> values)
    {
        switch (encoding)
        {
            case ValueEncoding.Constant:
                values.Fill(BitConverter.UInt64BitsToDouble(reader.ReadUInt64()));
                return !reader.Failed;
            case ValueEncoding.Decimal:
                long[] scratch = ArrayPool<long>.Shared.Rent(values.Length);
                bool sound = DecimalPacking.TryRead(ref reader, values, scratch);
                ArrayPool<long>.Shared.Return(scratch);
                return sound && !reader.Failed;
            case ValueEncoding.Xor:
                return XorPacking.TryRead(ref reader, values);
            default:
                return false;
        }
    }

    private static int WriteXor(Span<byte> buffer, ReadOnlySpan<double> values, int decimalLength, ref ValueEncoding encoding)
    {
        byte[] xor = ArrayPool<byte>.Shared.Rent(XorPacking.MaxBytes(values.Length));
        try
        {
            int length = XorPacking.Write(xor, values);
            if (decimalLength > 0 && decimalLength <= length) return decimalLength;
            encoding = ValueEncoding.Xor;
            xor.AsSpan(0, length).CopyTo(buffer);
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(xor);
        }
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

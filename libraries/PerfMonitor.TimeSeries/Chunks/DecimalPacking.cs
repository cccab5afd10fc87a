namespace PerfMonitor.TimeSeries;

/// <summary>
/// Values as scaled integers: k, the exceptions (index gap and raw bits each), then the packed integers; in the form with multiples
/// the step and the first integer stand before, and each integer is how many steps it lies from the first.
/// </summary>
internal static class DecimalPacking
{
    /// <summary>Worst case in bytes: k, the count of exceptions, 13 bytes for each, step and first integer, and the integers.</summary>
    public static int MaxBytes(int count) => 24 + DecimalScale.MaxExceptions(count) * 13 + SegmentedPacking.MaxBytes(count);

    /// <summary>Returns the bytes written, or 0 when the values are no decimals.</summary>
    public static int Write(Span<byte> buffer, ReadOnlySpan<double> values, Span<long> scratch, int segment, out ValueEncoding encoding)
    {
        encoding = ValueEncoding.Decimal;
        int decimals = DecimalScale.Find(values, scratch, out int exceptions);
        if (decimals < 0) return 0;

        var writer = new ByteWriter(buffer);
        writer.WriteByte((byte)decimals);
        writer.WriteVarUInt((ulong)exceptions);
        for (int i = 0, previous = -1; exceptions > 0 && i < values.Length; i++)
        {
            if (DecimalScale.Fits(values[i], decimals, out _)) continue;
            writer.WriteVarUInt((ulong)(i - previous - 1));
            writer.WriteUInt64(BitConverter.DoubleToUInt64Bits(values[i]));
            previous = i;
        }

        var integers = scratch[..values.Length];
        long first = integers[0], step = CommonStep(integers);
        if (step > 1)
        {
            encoding = ValueEncoding.Multiple;
            writer.WriteVarUInt((ulong)step);
            writer.WriteVarInt(first);
            for (int i = 0; i < integers.Length; i++) integers[i] = (integers[i] - first) / step;
        }

        SegmentedPacking.Write(ref writer, integers, segment);
        return writer.Position;
    }

    /// <summary>Fills the values from <paramref name="from"/> up to <paramref name="to"/>; false when the bytes cannot have come from <see cref="Write"/>.</summary>
    public static bool TryRead(ref ByteReader reader, ValueEncoding encoding, Span<double> values, Span<long> scratch, int segment, int from, int to)
    {
        int decimals = reader.ReadByte();
        ulong exceptions = reader.ReadVarUInt();
        if (decimals > DecimalScale.MaxDecimals || exceptions > (ulong)DecimalScale.MaxExceptions(values.Length)) return false;

        var exceptionBytes = reader;
        for (ulong i = 0; i < exceptions; i++)
        {
            reader.ReadVarUInt();
            reader.ReadUInt64();
        }

        var integers = scratch[..values.Length];
        bool isMultiple = encoding == ValueEncoding.Multiple;
        long step = isMultiple ? unchecked((long)reader.ReadVarUInt()) : 1, first = isMultiple ? reader.ReadVarInt() : 0;
        if (!SegmentedPacking.TryRead(ref reader, integers, segment, from, to)) return false;
        for (int i = from; isMultiple && i < to; i++) integers[i] = unchecked(integers[i] * step + first);
        DecimalScale.Values(integers[from..to], decimals, values[from..to]);
        return TryPutBack(ref exceptionBytes, exceptions, values);
    }

    private static bool TryPutBack(ref ByteReader exceptionBytes, ulong exceptions, Span<double> values)
    {
        ulong at = 0;
        for (ulong i = 0; i < exceptions; i++, at++)
        {
            at += exceptionBytes.ReadVarUInt();
            if (at >= (ulong)values.Length) return false;
            values[(int)at] = BitConverter.UInt64BitsToDouble(exceptionBytes.ReadUInt64());
        }

        return true;
    }

    /// <summary>The greatest number that divides all distances from the first integer. Mostly 1, and known after a few.</summary>
    private static long CommonStep(ReadOnlySpan<long> integers)
    {
        long step = 0;
        for (int i = 1; i < integers.Length && step != 1; i++)
        {
            // At most 2^54 apart: the scale keeps integers within 2^53.
            long a = Math.Abs(integers[i] - integers[0]);
            while (a != 0) (step, a) = (a, step % a);
        }

        return step;
    }
}

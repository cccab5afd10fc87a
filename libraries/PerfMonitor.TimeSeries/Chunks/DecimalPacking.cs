namespace PerfMonitor.TimeSeries;

/// <summary>Values as scaled integers: k, the exceptions (index gap and raw bits each), then the packed integers.</summary>
internal static class DecimalPacking
{
    /// <summary>Worst case in bytes: k, the count of exceptions, 13 bytes for each, and the integers.</summary>
    public static int MaxBytes(int count) => 4 + DecimalScale.MaxExceptions(count) * 13 + IntegerPacking.MaxBytes(count);

    /// <summary>Returns the bytes written, or 0 when the values are no decimals.</summary>
    public static int Write(Span<byte> buffer, ReadOnlySpan<double> values, Span<long> scratch)
    {
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

        IntegerPacking.Write(ref writer, scratch[..values.Length]);
        return writer.Position;
    }

    public static bool TryRead(ref ByteReader reader, Span<double> values, Span<long> scratch)
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

        if (!IntegerPacking.TryRead(ref reader, scratch[..values.Length])) return false;
        for (int i = 0; i < values.Length; i++) values[i] = DecimalScale.Value(scratch[i], decimals);

        ulong at = 0;
        for (ulong i = 0; i < exceptions; i++, at++)
        {
            at += exceptionBytes.ReadVarUInt();
            if (at >= (ulong)values.Length) return false;
            values[(int)at] = BitConverter.UInt64BitsToDouble(exceptionBytes.ReadUInt64());
        }

        return true;
    }
}

using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// Packed integers in segments that stand alone, each behind its length in bytes, so that a reader who needs a few of many skips the others.
/// What fits into one segment is packed as it is, without a length.
/// </summary>
internal static class SegmentedPacking
{
    /// <summary>Integers in a segment, the last one apart. A restart costs some eight bytes, decoding it about a microsecond.</summary>
    public const int Segment = 512;

    /// <summary>The length of a segment for integers that are not cut.</summary>
    public const int Whole = int.MaxValue;

    /// <summary>Worst case in bytes: a length, order, seeds and the last block's head for each segment, and the integers.</summary>
    public static int MaxBytes(int count) => IntegerPacking.MaxBytes(count) + (count / Segment + 1) * (sizeof(ushort) + IntegerPacking.MaxBytes(0));

    /// <summary>Packs in place: <paramref name="values"/> holds differences afterwards.</summary>
    public static void Write(ref ByteWriter writer, Span<long> values, int segment)
    {
        if (values.Length <= segment)
        {
            IntegerPacking.Write(ref writer, values);
            return;
        }

        for (int at = 0; at < values.Length; at += segment)
        {
            var length = writer.Rest;
            writer.Advance(sizeof(ushort));
            int begin = writer.Position;
            IntegerPacking.Write(ref writer, values.Slice(at, Math.Min(segment, values.Length - at)));
            BinaryPrimitives.WriteUInt16LittleEndian(length, checked((ushort)(writer.Position - begin)));
        }
    }

    /// <summary>
    /// Fills at least the integers from <paramref name="from"/> up to <paramref name="to"/>, each at its own index; false when the bytes cannot have
    /// come from <see cref="Write"/>. Stands behind all of them afterwards.
    /// </summary>
    public static bool TryRead(ref ByteReader reader, Span<long> values, int segment, int from, int to)
    {
        if (values.Length <= segment) return IntegerPacking.TryRead(ref reader, values);
        for (int at = 0; at < values.Length; at += segment)
        {
            var part = values.Slice(at, Math.Min(segment, values.Length - at));
            var bytes = new ByteReader(reader.ReadBytes(reader.ReadUInt16()));
            if (at >= to || at + part.Length <= from) continue;
            if (!IntegerPacking.TryRead(ref bytes, part) || !bytes.AtEnd) return false;
        }

        return !reader.Failed;
    }

    /// <summary>Narrows the whole down to the segments that can hold integers between two bounds, both inclusive, where they ascend.</summary>
    public static (int From, int To) Between(ByteReader reader, int count, int segment, long lowest, long highest)
    {
        (int from, int to) = (0, count);
        if (count <= segment) return (from, to);
        for (int at = 0; at < to; at += segment)
        {
            var bytes = new ByteReader(reader.ReadBytes(reader.ReadUInt16()));
            if (!IntegerPacking.TryReadFirst(bytes, out long first)) continue;
            if (first <= lowest) from = at;
            else if (first > highest) to = at;
        }

        return (Math.Min(from, to), to);
    }
}

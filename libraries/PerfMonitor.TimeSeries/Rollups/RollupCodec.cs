using System.Buffers;
using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>Buckets of one series, column by column; docs/formats/rollup.md draws it byte by byte. Bits are kept exactly.</summary>
public static class RollupCodec
{
    /// <summary>The format this build writes, the first byte.</summary>
    public const byte Version = 1;

    /// <summary>Most buckets in one roll-up: a day of minutes. Bounds what a decoder allocates on the word of a header.</summary>
    public const int MaxBuckets = 1_440;

    private const byte SameAsFirst = 14;
    private const byte SameAsLast = 15;

    private static readonly Func<RollupBucket, double>[] Columns =
        [static bucket => bucket.First, static bucket => bucket.Last, static bucket => bucket.Min, static bucket => bucket.Max, static bucket => bucket.Sum, static bucket => bucket.Falls];

    private enum Column
    {
        First,
        Last,
        Min,
        Max,
        Sum,
        Falls,
    }

    /// <summary>Encodes buckets in order of time.</summary>
    /// <exception cref="ArgumentException">No buckets, or too many.</exception>
    public static byte[] Encode(long resolutionMs, IReadOnlyList<RollupBucket> buckets)
    {
        int count = buckets.Count;
        if (count is 0 or > MaxBuckets) throw new ArgumentException($"a roll-up holds 1 to {MaxBuckets} buckets, not {count}", nameof(buckets));

        byte[] buffer = ArrayPool<byte>.Shared.Rent(32 + 3 * IntegerPacking.MaxBytes(count) + Columns.Length * (1 + ValueColumn.MaxBytes(count)));
        try
        {
            var writer = new ByteWriter(buffer);
            writer.WriteByte(Version);
            writer.WriteVarUInt((ulong)resolutionMs);
            writer.WriteVarUInt((ulong)count);
            WriteIntegers(ref writer, buckets, static bucket => bucket.LastMs);
            WriteIntegers(ref writer, buckets, static bucket => bucket.LastMs - bucket.FirstMs);
            WriteIntegers(ref writer, buckets, static bucket => bucket.Count);
            WriteValues(ref writer, [.. Columns.Select(column => buckets.Select(column).ToArray())]);
            writer.WriteUInt32(Crc32C.Compute(buffer.AsSpan(0, writer.Position)));
            return buffer.AsSpan(0, writer.Position).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Appends the buckets to a list, which stays untouched on any fault.</summary>
    public static ChunkFault TryDecode(ReadOnlySpan<byte> data, List<RollupBucket> buckets)
    {
        if (data.Length < 3 + ChunkCodec.ChecksumLength) return ChunkFault.Truncated;
        if (data[0] != Version) return ChunkFault.UnknownVersion;
        if (BinaryPrimitives.ReadUInt32LittleEndian(data[^ChunkCodec.ChecksumLength..]) != Crc32C.Compute(data[..^ChunkCodec.ChecksumLength])) return ChunkFault.ChecksumMismatch;

        var reader = new ByteReader(data[1..^ChunkCodec.ChecksumLength]);
        ulong resolution = reader.ReadVarUInt(), count = reader.ReadVarUInt();
        if (reader.Failed || resolution == 0 || count is 0 or > MaxBuckets) return ChunkFault.Malformed;

        var integers = new long[3][];
        for (int i = 0; i < integers.Length; i++)
        {
            if (!IntegerPacking.TryRead(ref reader, integers[i] = new long[count])) return ChunkFault.Malformed;
        }

        var values = new double[Columns.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            if (!TryReadValues(ref reader, values, i, (int)count)) return ChunkFault.Malformed;
        }

        return reader.AtEnd && IsSound(integers) ? Append(integers, values, buckets) : ChunkFault.Malformed;
    }

    private static ChunkFault Append(long[][] integers, double[][] values, List<RollupBucket> buckets)
    {
        buckets.EnsureCapacity(buckets.Count + integers[0].Length);
        for (int i = 0; i < integers[0].Length; i++)
        {
            double Value(Column column) => values[(int)column][i];
            buckets.Add(new RollupBucket(
                integers[0][i] - integers[1][i], integers[0][i], (int)integers[2][i],
                Value(Column.First), Value(Column.Last), Value(Column.Min), Value(Column.Max), Value(Column.Sum), Value(Column.Falls)));
        }

        return ChunkFault.None;
    }

    private static bool IsSound(long[][] integers)
    {
        var (last, length, counts) = (integers[0], integers[1], integers[2]);
        for (int i = 0; i < last.Length; i++)
        {
            if (counts[i] is < 1 or > int.MaxValue || length[i] < 0 || (i > 0 && last[i] <= last[i - 1])) return false;
        }

        return true;
    }

    private static void WriteIntegers(ref ByteWriter writer, IReadOnlyList<RollupBucket> buckets, Func<RollupBucket, long> column)
    {
        long[] integers = [.. buckets.Select(column)];
        IntegerPacking.Write(ref writer, integers);
    }

    /// <summary>A column may be the same as the first or the last values bit for bit: a counter's extremes are.</summary>
    private static void WriteValues(ref ByteWriter writer, double[][] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (i > (int)Column.First && AreSame(columns[i], columns[(int)Column.First]))
            {
                writer.WriteByte(SameAsFirst);
                continue;
            }

            if (i > (int)Column.Last && AreSame(columns[i], columns[(int)Column.Last]))
            {
                writer.WriteByte(SameAsLast);
                continue;
            }

            int length = ValueColumn.Write(writer.Rest[1..], columns[i], SegmentedPacking.Whole, out var encoding);
            writer.WriteByte((byte)encoding);
            writer.Advance(length);
        }
    }

    private static bool TryReadValues(ref ByteReader reader, double[][] columns, int column, int count)
    {
        byte encoding = reader.ReadByte();
        switch (encoding)
        {
            case SameAsFirst when column > (int)Column.First:
                columns[column] = columns[(int)Column.First];
                return true;
            case SameAsLast when column > (int)Column.Last:
                columns[column] = columns[(int)Column.Last];
                return true;
            default:
                columns[column] = new double[count];
                return ValueColumn.TryRead(ref reader, (ValueEncoding)encoding, columns[column], SegmentedPacking.Whole, 0, columns[column].Length);
        }
    }

    private static bool AreSame(double[] a, double[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i])) return false;
        }

        return true;
    }
}

using System.Buffers;
using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// A run of samples of one series as few bytes as their shape allows; docs/formats/chunk.md draws it byte by byte.
/// Bits are kept exactly: every NaN payload (the stale marker among them), -0 and the infinities come back as they went in.
/// </summary>
public static class ChunkCodec
{
    /// <summary>The format this build writes, the first byte of every chunk.</summary>
    public const byte Version = 3;

    /// <summary>The oldest format this build reads. Version 2 added encodings and changed none, version 3 cuts long columns into segments.</summary>
    public const byte OldestVersion = 1;

    /// <summary>Most samples in one chunk; bounds what a decoder allocates on the word of a header.</summary>
    public const int MaxSamples = 16_384;

    internal const int ChecksumLength = sizeof(uint);

    /// <summary>Version, layout, three one-byte integers and the checksum.</summary>
    internal const int MinLength = 5 + ChecksumLength;

    /// <summary>Encodes samples given as two columns of the same length, timestamps strictly ascending.</summary>
    /// <exception cref="ArgumentException">No samples, too many, columns of different length, or timestamps out of order.</exception>
    public static byte[] Encode(ReadOnlySpan<long> timestampsMs, ReadOnlySpan<double> values)
    {
        Check(timestampsMs, values);
        int count = values.Length;
        byte[] timestampBytes = ArrayPool<byte>.Shared.Rent(SegmentedPacking.MaxBytes(count));
        byte[] valueBytes = ArrayPool<byte>.Shared.Rent(ValueColumn.MaxBytes(count));
        long[] scratch = ArrayPool<long>.Shared.Rent(count);
        try
        {
            var timestamps = timestampBytes.AsSpan(0, TimestampColumn.Write(timestampBytes, timestampsMs, scratch, out var timestampEncoding));
            var body = valueBytes.AsSpan(0, ValueColumn.Write(valueBytes, values, SegmentedPacking.Segment, out var valueEncoding));
            var header = new ChunkHeader(count, timestampsMs[0], timestampsMs[^1])
            {
                Layout = new ChunkLayout(timestampEncoding, valueEncoding),
            };
            return Assemble(header, timestamps, body);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(timestampBytes);
            ArrayPool<byte>.Shared.Return(valueBytes);
            ArrayPool<long>.Shared.Return(scratch);
        }
    }

    /// <summary>Encodes samples, timestamps strictly ascending.</summary>
    /// <exception cref="ArgumentException">No samples, too many, or timestamps out of order.</exception>
    public static byte[] Encode(ReadOnlySpan<Sample> samples)
    {
        long[] timestamps = ArrayPool<long>.Shared.Rent(samples.Length);
        double[] values = ArrayPool<double>.Shared.Rent(samples.Length);
        try
        {
            for (int i = 0; i < samples.Length; i++) (timestamps[i], values[i]) = (samples[i].TimestampMs, samples[i].Value);
            return Encode(timestamps.AsSpan(0, samples.Length), values.AsSpan(0, samples.Length));
        }
        finally
        {
            ArrayPool<long>.Shared.Return(timestamps);
            ArrayPool<double>.Shared.Return(values);
        }
    }

    /// <summary>Decodes a chunk that is expected to be sound.</summary>
    /// <exception cref="CorruptChunkException">It is not; the exception names the fault.</exception>
    public static Sample[] Decode(ReadOnlySpan<byte> chunk)
    {
        var samples = new List<Sample>();
        var fault = TryDecode(chunk, samples);
        return fault == ChunkFault.None ? [.. samples] : throw new CorruptChunkException(fault, chunk.Length);
    }

    /// <summary>Appends the samples of a chunk to a list, which stays untouched on any fault.</summary>
    public static ChunkFault TryDecode(ReadOnlySpan<byte> chunk, List<Sample> samples)
    {
        var fault = ChunkHeader.TryRead(chunk, out var header);
        // A flipped bit in the header is a checksum fault before it is anything else.
        if (fault != ChunkFault.None) return Verify(chunk);
        long[] timestamps = ArrayPool<long>.Shared.Rent(header.Count);
        double[] values = ArrayPool<double>.Shared.Rent(header.Count);
        try
        {
            fault = TryDecode(chunk, timestamps, values, out int count);
            samples.EnsureCapacity(samples.Count + count);
            for (int i = 0; i < count; i++) samples.Add(new Sample(timestamps[i], values[i]));
            return fault;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(timestamps);
            ArrayPool<double>.Shared.Return(values);
        }
    }

    /// <summary>Whether a chunk is sound as far as version, header and checksum tell, without decoding it.</summary>
    public static ChunkFault Verify(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < MinLength) return ChunkFault.Truncated;
        if (chunk[0] is < OldestVersion or > Version) return ChunkFault.UnknownVersion;
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(chunk[^ChecksumLength..]);
        if (stored != Crc32C.Compute(chunk[..^ChecksumLength])) return ChunkFault.ChecksumMismatch;
        return ChunkHeader.TryRead(chunk, out _);
    }

    /// <summary>
    /// Decodes into columns the caller provides, each at least <see cref="ChunkHeader.Count"/> long. On any fault
    /// <paramref name="count"/> is 0 and the columns hold nothing of meaning.
    /// </summary>
    /// <exception cref="ArgumentException">A column is too short for the chunk.</exception>
    public static ChunkFault TryDecode(ReadOnlySpan<byte> chunk, Span<long> timestampsMs, Span<double> values, out int count)
    {
        var fault = TryDecode(chunk, long.MinValue, long.MaxValue, timestampsMs, values, out var all);
        count = all.End.Value;
        return fault;
    }

    /// <summary>
    /// Decodes the samples of a span of time, both ends inclusive, each to its own index in columns the caller provides, each at least
    /// <see cref="ChunkHeader.Count"/> long. What is far from the span is skipped. On any fault <paramref name="part"/> is empty.
    /// </summary>
    /// <exception cref="ArgumentException">A column is too short for the chunk.</exception>
    public static ChunkFault TryDecode(ReadOnlySpan<byte> chunk, long fromMs, long toMs, Span<long> timestampsMs, Span<double> values, out Range part)
    {
        part = default;
        var fault = Verify(chunk);
        if (fault != ChunkFault.None) return fault;
        ChunkHeader.TryRead(chunk, out var header);
        if (timestampsMs.Length < header.Count || values.Length < header.Count)
        {
            throw new ArgumentException($"the chunk holds {header.Count} samples, more than the columns given", nameof(timestampsMs));
        }

        var reader = new ByteReader(chunk[header.Length..^ChecksumLength]);
        if (!TimestampColumn.TryRead(ref reader, header, timestampsMs[..header.Count], fromMs, toMs, out int first, out int end)) return ChunkFault.Malformed;
        if (first >= end) return ChunkFault.None;
        if (!ValueColumn.TryRead(ref reader, header.Layout.Values, values[..header.Count], header.Segment, first, end)) return ChunkFault.Malformed;
        if (end - first == header.Count && !reader.AtEnd) return ChunkFault.Malformed;
        part = first..end;
        return ChunkFault.None;
    }

    private static void Check(ReadOnlySpan<long> timestampsMs, ReadOnlySpan<double> values)
    {
        if (timestampsMs.Length != values.Length)
        {
            throw new ArgumentException($"{timestampsMs.Length} timestamps for {values.Length} values", nameof(values));
        }

        if (values.Length is 0 or > MaxSamples)
        {
            throw new ArgumentException($"a chunk holds 1 to {MaxSamples} samples, not {values.Length}", nameof(values));
        }

        for (int i = 1; i < timestampsMs.Length; i++)
        {
            if (timestampsMs[i] > timestampsMs[i - 1]) continue;
            throw new ArgumentException($"timestamps must ascend: {timestampsMs[i]} follows {timestampsMs[i - 1]} at index {i}", nameof(timestampsMs));
        }
    }

    private static byte[] Assemble(ChunkHeader header, ReadOnlySpan<byte> timestamps, ReadOnlySpan<byte> values)
    {
        // Version, layout, count of at most 3 bytes, two integers of at most 10.
        Span<byte> headerBytes = stackalloc byte[25];
        var writer = new ByteWriter(headerBytes);
        header.Write(ref writer);
        int headerLength = writer.Position;

        var chunk = new byte[headerLength + timestamps.Length + values.Length + ChecksumLength];
        headerBytes[..headerLength].CopyTo(chunk);
        timestamps.CopyTo(chunk.AsSpan(headerLength));
        values.CopyTo(chunk.AsSpan(headerLength + timestamps.Length));
        uint crc = Crc32C.Compute(chunk.AsSpan(0, chunk.Length - ChecksumLength));
        BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(chunk.Length - ChecksumLength), crc);
        return chunk;
    }
}

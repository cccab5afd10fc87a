namespace PerfMonitor.TimeSeries;

/// <summary>
/// What a chunk says of itself in front of its samples: how many there are and the time they span.
/// Read without touching the samples, so that a query skips chunks outside its range. Only
/// <see cref="ChunkCodec.Verify"/> and decoding look at the checksum.
/// </summary>
/// <param name="Count">Number of samples, 1 to <see cref="ChunkCodec.MaxSamples"/>.</param>
/// <param name="FirstTimestampMs">Timestamp of the first sample, milliseconds since the Unix epoch.</param>
/// <param name="LastTimestampMs">Timestamp of the last sample, milliseconds since the Unix epoch.</param>
public readonly record struct ChunkHeader(int Count, long FirstTimestampMs, long LastTimestampMs)
{
    internal ChunkLayout Layout { get; init; }

    /// <summary>How many packed integers stand together; before version 3 all of them.</summary>
    internal int Segment { get; init; }

    /// <summary>Bytes taken by the header, that is where the timestamps begin.</summary>
    internal int Length { get; init; }

    /// <summary>Reads the header of a chunk; the samples and the checksum are not looked at.</summary>
    public static ChunkFault TryRead(ReadOnlySpan<byte> chunk, out ChunkHeader header)
    {
        header = default;
        if (chunk.Length < ChunkCodec.MinLength) return ChunkFault.Truncated;
        if (chunk[0] is < ChunkCodec.OldestVersion or > ChunkCodec.Version) return ChunkFault.UnknownVersion;

        var reader = new ByteReader(chunk[..^ChunkCodec.ChecksumLength]);
        reader.ReadByte();
        var layout = ChunkLayout.FromByte(reader.ReadByte());
        ulong count = reader.ReadVarUInt();
        long first = reader.ReadVarInt();
        ulong span = reader.ReadVarUInt();
        if (reader.Failed || !layout.IsKnown || count is 0 or > ChunkCodec.MaxSamples) return ChunkFault.Malformed;

        header = new ChunkHeader((int)count, first, unchecked(first + (long)span))
        {
            Layout = layout,
            Segment = chunk[0] < 3 ? SegmentedPacking.Whole : SegmentedPacking.Segment,
            Length = reader.Position,
        };
        return header.LastTimestampMs < first || (count == 1 && span != 0) || (count > 1 && span == 0)
            ? ChunkFault.Malformed
            : ChunkFault.None;
    }

    internal void Write(ref ByteWriter writer)
    {
        writer.WriteByte(ChunkCodec.Version);
        writer.WriteByte(Layout.ToByte());
        writer.WriteVarUInt((ulong)Count);
        writer.WriteVarInt(FirstTimestampMs);
        writer.WriteVarUInt(unchecked((ulong)(LastTimestampMs - FirstTimestampMs)));
    }
}

namespace PerfMonitor.TimeSeries;

/// <summary>The timestamps of a chunk: nothing where they are evenly spaced, which the header tells, else packed integers.</summary>
internal static class TimestampColumn
{
    /// <summary>Returns the bytes written. <paramref name="scratch"/> is at least as long as the timestamps.</summary>
    public static int Write(Span<byte> buffer, ReadOnlySpan<long> timestampsMs, Span<long> scratch, out TimestampEncoding encoding)
    {
        if (IsRegular(timestampsMs))
        {
            encoding = TimestampEncoding.Regular;
            return 0;
        }

        encoding = TimestampEncoding.Packed;
        timestampsMs.CopyTo(scratch);
        var writer = new ByteWriter(buffer);
        SegmentedPacking.Write(ref writer, scratch[..timestampsMs.Length], SegmentedPacking.Segment);
        return writer.Position;
    }

    /// <summary>
    /// Fills at least the timestamps of a span of time, both ends inclusive, each at its own index, and says where those are; false when the bytes cannot
    /// have come from <see cref="Write"/>.
    /// </summary>
    public static bool TryRead(ref ByteReader reader, ChunkHeader header, Span<long> timestampsMs, long fromMs, long toMs, out int first, out int end)
    {
        (first, end) = (0, 0);
        if (header.Layout.Timestamps == TimestampEncoding.Regular) return TryReadRegular(header, timestampsMs, fromMs, toMs, out first, out end);

        (int from, int to) = SegmentedPacking.Between(reader, header.Count, header.Segment, fromMs, toMs);
        if (!SegmentedPacking.TryRead(ref reader, timestampsMs, header.Segment, from, to)) return false;
        if (from == to) return true;
        var part = timestampsMs[from..to];
        if (!Ascends(part) || part[0] < header.FirstTimestampMs || part[^1] > header.LastTimestampMs) return false;
        if ((from == 0 && part[0] != header.FirstTimestampMs) || (to == header.Count && part[^1] != header.LastTimestampMs)) return false;
        (first, end) = (from + CountBelow(part, fromMs), toMs == long.MaxValue ? to : from + CountBelow(part, toMs + 1));
        return true;
    }

    private static bool TryReadRegular(ChunkHeader header, Span<long> timestampsMs, long fromMs, long toMs, out int first, out int end)
    {
        (first, end) = (0, 0);
        ulong span = unchecked((ulong)(header.LastTimestampMs - header.FirstTimestampMs));
        ulong step = header.Count == 1 ? 0 : span / (ulong)(header.Count - 1);
        if (step * (ulong)(header.Count - 1) != span) return false;
        first = fromMs <= header.FirstTimestampMs ? 0 : StepsBelow(fromMs);
        end = toMs >= header.LastTimestampMs ? header.Count : toMs < header.FirstTimestampMs ? 0 : StepsBelow(toMs + 1);
        for (int i = first; i < end; i++) timestampsMs[i] = unchecked(header.FirstTimestampMs + (long)(step * (ulong)i));
        return true;

        // How many lie before a moment behind the first.
        int StepsBelow(long ms) => ms > header.LastTimestampMs ? header.Count : (int)((unchecked((ulong)(ms - header.FirstTimestampMs)) - 1) / step) + 1;
    }

    private static bool IsRegular(ReadOnlySpan<long> timestampsMs)
    {
        for (int i = 2; i < timestampsMs.Length; i++)
        {
            if (unchecked(timestampsMs[i] - timestampsMs[i - 1] != timestampsMs[1] - timestampsMs[0])) return false;
        }

        // A span beyond 63 bits would not divide evenly in the header's terms.
        return timestampsMs.Length == 1 || unchecked(timestampsMs[^1] - timestampsMs[0]) > 0;
    }

    private static bool Ascends(ReadOnlySpan<long> timestampsMs)
    {
        for (int i = 1; i < timestampsMs.Length; i++)
        {
            if (timestampsMs[i] <= timestampsMs[i - 1]) return false;
        }

        return true;
    }

    private static int CountBelow(ReadOnlySpan<long> ascending, long bound)
    {
        int found = ascending.BinarySearch(bound);
        return found >= 0 ? found : ~found;
    }
}

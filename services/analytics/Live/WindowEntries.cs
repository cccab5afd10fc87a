using System.Buffers.Binary;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>The bytes of a window's key: entries of 16 bytes, timestamp in milliseconds and value bits, both little-endian.</summary>
internal static class WindowEntries
{
    public const int EntryBytes = 16;

    public static void Write(Span<byte> target, Sample sample)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, sample.TimestampMs);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], BitConverter.DoubleToInt64Bits(sample.Value));
    }

    /// <summary>Adds the samples between two moments (both inclusive) to columns; bytes that fill no whole entry at the end are left out.</summary>
    public static int Read(ReadOnlySpan<byte> entries, long fromMs, long toMs, SampleColumns target)
    {
        var before = target.Count;
        for (; entries.Length >= EntryBytes; entries = entries[EntryBytes..])
        {
            var timestamp = BinaryPrimitives.ReadInt64LittleEndian(entries);
            if (timestamp >= fromMs && timestamp <= toMs)
            {
                target.Add(new Sample(timestamp, BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(entries[8..]))));
            }
        }

        return target.Count - before;
    }
}

using System.Runtime.InteropServices;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Cuts the samples of one series into chunks that never span an hour, or a block, and never grow too long to read a part of.</summary>
internal static class ChunkCutter
{
    /// <summary>An hour in milliseconds, the widest a chunk can be until its block is settled.</summary>
    public const long HourMs = 3_600_000;

    /// <summary>A block, six hours in milliseconds: the widest a chunk can be. A row costs some 100 bytes beside its samples, which only long chunks make up for.</summary>
    public const long BlockMs = 6 * HourMs;

    /// <summary>Most samples in a chunk: an hour at one per second in one piece.</summary>
    public const int MaxSamples = 4_096;

    /// <summary>Adds the chunks of a series to a list. Puts the samples in order first.</summary>
    public static void Cut(SeriesId series, List<Sample> samples, long spanMs, List<ChunkRow> chunks)
    {
        SampleOrder.Normalize(samples);
        var rest = (ReadOnlySpan<Sample>)CollectionsMarshal.AsSpan(samples);
        while (!rest.IsEmpty)
        {
            var length = LengthOfFirst(rest, spanMs);
            var part = rest[..length];
            chunks.Add(new ChunkRow(series, part[0].TimestampMs, part[^1].TimestampMs, length, ChunkCodec.Encode(part)));
            rest = rest[length..];
        }
    }

    /// <summary>The start of the hour that a moment is in, also before 1970.</summary>
    public static long HourOf(long timestampMs) => FloorTo(timestampMs, HourMs);

    /// <summary>The start of the block that a moment is in.</summary>
    public static long BlockOf(long timestampMs) => FloorTo(timestampMs, BlockMs);

    /// <summary>Of how many blocks a quarter or more lies between two moments, which may be all of time apart.</summary>
    public static double BlocksLargelyIn(long fromMs, long toMs)
    {
        if (toMs < fromMs)
        {
            return 0;
        }

        var (from, to) = (fromMs / (double)BlockMs, toMs / (double)BlockMs);
        var (first, last) = (Math.Floor(from), Math.Floor(to));
        return first < last ? last - first - 1 + IfLargely(first + 1 - from) + IfLargely(to - last) : IfLargely(to - from);

        static int IfLargely(double part) => part >= 0.25 ? 1 : 0;
    }

    /// <summary>Rounds down to a multiple of a span, also below zero.</summary>
    public static long FloorTo(long timestampMs, long spanMs)
    {
        var remainder = timestampMs % spanMs;
        return timestampMs - (remainder < 0 ? remainder + spanMs : remainder);
    }

    private static int LengthOfFirst(ReadOnlySpan<Sample> samples, long spanMs)
    {
        var end = FloorTo(samples[0].TimestampMs, spanMs) + spanMs;
        var length = 1;
        while (length < samples.Length && length < MaxSamples && samples[length].TimestampMs < end)
        {
            length++;
        }

        return length;
    }
}

using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries.Tests;

public sealed class ChunkPartTests
{
    [Fact]
    public void A_part_holds_what_the_whole_holds_of_the_span()
    {
        var random = new Random(11);
        for (int seed = 0; seed < 1_500; seed++)
        {
            var (timestamps, values) = ChunkSamples.Random(seed);
            AssertPart(ChunkCodec.Encode(timestamps, values), timestamps, values, timestamps[random.Next(timestamps.Length)] + random.Next(-1, 2), random.Next(timestamps.Length), seed);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_of_each_segment_is_found(bool isRegular)
    {
        long[] timestamps = [.. Enumerable.Range(0, 1_440).Select(i => 1_700_000_000_000 + (i * 15_000L) + (isRegular ? 0 : i * 7 % 5))];
        double[] values = [.. Enumerable.Range(0, 1_440).Select(i => i * i % 1_000 / 4.0)];
        byte[] chunk = ChunkCodec.Encode(timestamps, values);

        foreach (int at in (int[])[0, 1, 510, 511, 512, 513, 1_023, 1_024, 1_439])
        {
            AssertPart(chunk, timestamps, values, timestamps[at], 20, at);
            AssertPart(chunk, timestamps, values, timestamps[at] - 1, 0, at);
        }
    }

    [Fact]
    public void A_span_between_two_samples_and_outside_all_is_empty()
    {
        byte[] chunk = ChunkCodec.Encode([1_000, 2_000, 3_500, 5_000], [1, 2, 3, 4]);

        Assert.All(
            ((long, long)[])[(1_001, 1_999), (long.MinValue, 999), (5_001, long.MaxValue), (3_501, 3_501)],
            span => Assert.Empty(Decode(chunk, span.Item1, span.Item2)));
    }

    [Fact]
    public void A_long_chunk_of_the_version_before_is_read_whole_and_in_part()
    {
        long[] timestamps = [.. Enumerable.Range(0, 1_440).Select(i => 1_700_000_000_000 + (i * 15_000L) + (i % 3))];
        double[] values = [.. Enumerable.Range(0, 1_440).Select(i => (double)(i * 7 % 100))];

        byte[] chunk = EncodeVersion2(timestamps, values);

        Assert.Equal(timestamps.Zip(values, (at, value) => new Sample(at, value)), ChunkCodec.Decode(chunk));
        AssertPart(chunk, timestamps, values, timestamps[1_000], 20, seed: 0);
    }

    [Fact]
    public void Parts_of_contents_that_break_the_format_are_never_thrown_at()
    {
        var random = new Random(5);
        for (int seed = 0; seed < 2_000; seed++)
        {
            int count = 1_100 + (seed % 3);
            long[] timestamps = [.. Enumerable.Range(0, count).Select(i => (i * 1_000L) + (seed % 2 == 0 ? 0 : i % 7))];
            double[] values = [.. Enumerable.Range(0, count).Select(i => seed % 5 == 0 ? Math.Sqrt(i) : i * seed % 100)];
            byte[] chunk = ChunkCodec.Encode(timestamps, values);
            for (int changes = random.Next(1, 4); changes > 0; changes--) chunk[random.Next(1, Math.Min(chunk.Length - 4, 60))] = (byte)random.Next(256);
            Seal(chunk);
            if (ChunkHeader.TryRead(chunk, out var header) != ChunkFault.None) continue;

            long from = random.Next(count * 1_000);
            var fault = ChunkCodec.TryDecode(chunk, from, from + random.Next(300_000), new long[header.Count], new double[header.Count], out var part);

            Assert.True(fault is ChunkFault.None or ChunkFault.Malformed, $"{fault}");
            Assert.True(fault == ChunkFault.None || part.Equals(default));
        }
    }

    private static void AssertPart(byte[] chunk, long[] timestamps, double[] values, long from, int length, int seed)
    {
        long to = timestamps[Math.Min(timestamps.Length - 1, Array.FindIndex(timestamps, at => at >= from) is var first and >= 0 ? first + length : 0)];
        var expected = timestamps.Zip(values, (at, value) => (At: at, Bits: BitConverter.DoubleToInt64Bits(value))).Where(sample => sample.At >= from && sample.At <= to);

        Assert.True(expected.SequenceEqual(Decode(chunk, from, to)), $"seed {seed}, {from} to {to}");
    }

    private static (long, long)[] Decode(byte[] chunk, long from, long to)
    {
        ChunkHeader.TryRead(chunk, out var header);
        var (timestamps, values) = (new long[header.Count], new double[header.Count]);
        Assert.Equal(ChunkFault.None, ChunkCodec.TryDecode(chunk, from, to, timestamps, values, out var part));
        return [.. timestamps[part].Zip(values[part], (at, value) => (at, BitConverter.DoubleToInt64Bits(value)))];
    }

    /// <summary>As version 2 wrote it: columns in one piece.</summary>
    private static byte[] EncodeVersion2(long[] timestamps, double[] values)
    {
        var buffer = new byte[100_000];
        var head = new ByteWriter(buffer);
        var body = new byte[50_000];
        int length = ValueColumn.Write(body, values, SegmentedPacking.Whole, out var encoding);
        new ChunkHeader(values.Length, timestamps[0], timestamps[^1]) { Layout = new ChunkLayout(TimestampEncoding.Packed, encoding) }.Write(ref head);
        IntegerPacking.Write(ref head, timestamps.ToArray());
        body.AsSpan(0, length).CopyTo(head.Rest);
        head.Advance(length);
        var chunk = buffer[..(head.Position + sizeof(uint))];
        chunk[0] = 2;
        Seal(chunk);
        return chunk;
    }

    private static void Seal(byte[] chunk) => BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(chunk.Length - 4), Crc32C.Compute(chunk.AsSpan(0, chunk.Length - 4)));
}

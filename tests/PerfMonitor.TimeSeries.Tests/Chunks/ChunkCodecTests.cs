namespace PerfMonitor.TimeSeries.Tests;

public sealed class ChunkCodecTests
{
    [Fact]
    public void Every_bit_of_every_sample_comes_back()
    {
        for (int seed = 0; seed < 4000; seed++)
        {
            var (timestamps, values) = ChunkSamples.Random(seed);

            byte[] chunk = ChunkCodec.Encode(timestamps, values);

            AssertHolds(chunk, timestamps, values, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(0x7FF0_0000_0000_0002UL)] // the stale marker
    [InlineData(0x7FF8_0000_0000_0001UL)] // the ordinary NaN of Go
    [InlineData(0xFFF8_0000_0000_0000UL)] // the ordinary NaN of .NET
    [InlineData(0x8000_0000_0000_0000UL)] // -0
    [InlineData(0x7FF0_0000_0000_0000UL)] // +Inf
    [InlineData(0xFFF0_0000_0000_0000UL)] // -Inf
    [InlineData(0x0000_0000_0000_0001UL)] // the smallest subnormal
    public void A_special_value_survives_alone_among_decimals_and_among_noise(ulong bits)
    {
        double special = BitConverter.UInt64BitsToDouble(bits);
        double[][] columns = [[special], [1.5, 2.25, special], [special, 1.5, special, 1.5], [Math.PI, special, Math.E, special]];
        foreach (double[] values in columns)
        {
            long[] timestamps = [.. Enumerable.Range(0, values.Length).Select(i => 1000L * i)];

            AssertHolds(ChunkCodec.Encode(timestamps, values), timestamps, values, "special");
        }
    }

    [Fact]
    public void The_header_is_read_without_decoding()
    {
        byte[] chunk = ChunkCodec.Encode([1_000, 1_007, 5_000], [1, 2, 3]);

        Assert.Equal(ChunkFault.None, ChunkHeader.TryRead(chunk, out var header));
        Assert.Equal((3, 1_000L, 5_000L), (header.Count, header.FirstTimestampMs, header.LastTimestampMs));
    }

    [Fact]
    public void The_widest_span_of_time_survives()
    {
        long[] timestamps = [long.MinValue, 0, long.MaxValue];

        AssertHolds(ChunkCodec.Encode(timestamps, [1, 2, 3]), timestamps, [1, 2, 3], "span");
    }

    [Fact]
    public void The_largest_chunk_survives()
    {
        var timestamps = new long[ChunkCodec.MaxSamples];
        var values = new double[ChunkCodec.MaxSamples];
        for (int i = 0; i < timestamps.Length; i++) (timestamps[i], values[i]) = (i * 250L + i % 3, Math.Sin(i));

        AssertHolds(ChunkCodec.Encode(timestamps, values), timestamps, values, "largest");
    }

    [Fact]
    public void Samples_and_columns_make_the_same_chunk()
    {
        byte[] fromColumns = ChunkCodec.Encode([10, 20, 40], [1.5, 2.5, double.NaN]);

        Assert.Equal(fromColumns, ChunkCodec.Encode([new(10, 1.5), new(20, 2.5), new(40, double.NaN)]));
        Assert.Equal([new(10, 1.5), new(20, 2.5), new(40, double.NaN)], ChunkCodec.Decode(fromColumns));
    }

    [Theory]
    [Trait("feature", "S0-49")]
    [InlineData("a constant", 30)]
    [InlineData("two decimals", 420)]
    [InlineData("a steady counter", 45)]
    [InlineData("full precision", 2140)]
    [InlineData("pages", 300)]
    [InlineData("a quiet counter", 75)]
    public void Each_shape_takes_the_bytes_it_should(string shape, int atMostBytes)
    {
        var random = new Random(7);
        var values = new double[300];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = shape switch
            {
                "a constant" => 0.1 + 0.2,
                "two decimals" => Math.Round(30 + random.NextDouble() * 10, 2),
                "pages" => 4096.0 * random.Next(1_000_000, 1_000_100),
                "a quiet counter" => values[Math.Max(0, i - 1)] + (random.Next(20) == 0 ? 1 : 0),
                "a steady counter" => 1e9 + 4096.0 * i,
                _ => random.NextDouble(),
            };
        }

        byte[] chunk = ChunkCodec.Encode([.. Enumerable.Range(0, 300).Select(i => 1_700_000_000_000 + 15_000L * i)], values);

        Assert.InRange(chunk.Length, 1, atMostBytes);
    }

    [Fact]
    public void A_chunk_of_the_version_before_is_still_read()
    {
        byte[] chunk = ChunkCodec.Encode([1_000, 2_000, 4_000], [1.5, 2.25, 8]);
        chunk[0] = ChunkCodec.OldestVersion;
        BitConverter.TryWriteBytes(chunk.AsSpan(chunk.Length - 4), Crc32C.Compute(chunk.AsSpan(0, chunk.Length - 4)));

        Assert.Equal([new(1_000, 1.5), new(2_000, 2.25), new(4_000, 8)], ChunkCodec.Decode(chunk));
    }

    [Fact]
    public void A_stale_marker_at_the_end_does_not_cost_the_decimals()
    {
        double[] values = [.. Enumerable.Range(0, 120).Select(i => Math.Round(20 + Math.Sin(i), 2)), StaleMarker.Value];
        long[] timestamps = [.. Enumerable.Range(0, 121).Select(i => 15_000L * i)];

        Assert.InRange(ChunkCodec.Encode(timestamps, values).Length, 1, 180);
    }

    [Theory]
    [InlineData(new long[] { }, new double[] { }, "a chunk holds 1 to 16384 samples, not 0")]
    [InlineData(new long[] { 1, 2 }, new double[] { 1 }, "2 timestamps for 1 values")]
    [InlineData(new long[] { 1, 1 }, new double[] { 1, 2 }, "timestamps must ascend: 1 follows 1 at index 1")]
    [InlineData(new long[] { 1, 5, 4 }, new double[] { 1, 2, 3 }, "timestamps must ascend: 4 follows 5 at index 2")]
    public void What_is_no_chunk_is_refused_with_the_reason(long[] timestamps, double[] values, string reason)
    {
        var refusal = Assert.Throws<ArgumentException>(() => ChunkCodec.Encode(timestamps, values));

        Assert.StartsWith(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertHolds(byte[] chunk, long[] timestamps, double[] values, string what)
    {
        var decodedTimestamps = new long[timestamps.Length];
        var decodedValues = new double[values.Length];
        var fault = ChunkCodec.TryDecode(chunk, decodedTimestamps, decodedValues, out int count);

        Assert.True(fault == ChunkFault.None && count == values.Length, $"{what}: {fault}, {count} of {values.Length}");
        Assert.True(timestamps.AsSpan().SequenceEqual(decodedTimestamps), $"{what}: timestamps");
        Assert.True(values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(decodedValues.Select(BitConverter.DoubleToInt64Bits)), $"{what}: values");
    }
}

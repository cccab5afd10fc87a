namespace PerfMonitor.TimeSeries.Tests;

public sealed class RollupCodecTests
{
    [Fact]
    public void Gives_back_what_went_in_bit_for_bit()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var buckets = Buckets(seed);

            var decoded = new List<RollupBucket>();
            Assert.Equal(ChunkFault.None, RollupCodec.TryDecode(RollupCodec.Encode(60_000, buckets), decoded));
            Assert.Equal(buckets.Select(Bits), decoded.Select(Bits));
        }
    }

    [Fact]
    public void Stores_extremes_of_a_counter_for_nothing()
    {
        var counter = Rollup.Of([.. Enumerable.Range(1, 360 * 4).Select(i => new Sample(i * 15_000L, i * 10))], 60_000).Buckets;

        Assert.InRange(RollupCodec.Encode(60_000, counter).Length, 1, 360);
    }

    [Fact]
    public void Detects_every_change_of_a_single_byte_and_every_truncation()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            byte[] data = RollupCodec.Encode(60_000, [.. Buckets(seed).Take(12)]);
            for (int at = 0; at < data.Length; at++)
            {
                AssertRefused(data.AsSpan(0, at), $"seed {seed}, {at} bytes");
                for (int change = 1; change < 256; change++)
                {
                    data[at] ^= (byte)change;
                    AssertRefused(data, $"seed {seed}, byte {at} ^ {change:x2}");
                    data[at] ^= (byte)change;
                }
            }
        }
    }

    [Fact]
    public void Refuses_contents_that_break_the_format_under_a_right_checksum_and_never_throws()
    {
        var random = new Random(5);
        for (int seed = 0; seed < 3_000; seed++)
        {
            byte[] data = RollupCodec.Encode(60_000, Buckets(seed % 50));
            for (int changes = random.Next(1, 4); changes > 0; changes--) data[random.Next(1, data.Length - 4)] = (byte)random.Next(256);
            BitConverter.TryWriteBytes(data.AsSpan(data.Length - 4), Crc32C.Compute(data.AsSpan(0, data.Length - 4)));

            var decoded = new List<RollupBucket>();
            var fault = RollupCodec.TryDecode(data, decoded);

            Assert.True(fault is ChunkFault.None or ChunkFault.Malformed, $"{fault}");
            Assert.True(fault == ChunkFault.None || decoded.Count == 0);
        }
    }

    private static IReadOnlyList<RollupBucket> Buckets(int seed)
    {
        var (timestamps, values) = ChunkSamples.Random(seed);
        var samples = timestamps.Zip(values, (timestamp, value) => new Sample(timestamp, value)).ToArray();
        var buckets = Rollup.Of(samples, 60_000).Buckets;
        return buckets.Count > 0 ? [.. buckets.Take(RollupCodec.MaxBuckets)] : [new RollupBucket(1, 2, 3, 4, 5, 6, 7, 8, 9)];
    }

    private static object Bits(RollupBucket bucket) => (
        bucket.FirstMs, bucket.LastMs, bucket.Count, BitConverter.DoubleToInt64Bits(bucket.First), BitConverter.DoubleToInt64Bits(bucket.Last), BitConverter.DoubleToInt64Bits(bucket.Min),
        (BitConverter.DoubleToInt64Bits(bucket.Max), BitConverter.DoubleToInt64Bits(bucket.Sum), BitConverter.DoubleToInt64Bits(bucket.Falls)));

    private static void AssertRefused(ReadOnlySpan<byte> data, string what)
    {
        var buckets = new List<RollupBucket>();
        var fault = RollupCodec.TryDecode(data, buckets);

        Assert.True(fault != ChunkFault.None && buckets.Count == 0, what);
    }
}

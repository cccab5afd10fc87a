namespace PerfMonitor.TimeSeries.Tests;

public sealed class ChunkCorruptionTests
{
    [Fact]
    public void Every_change_of_a_single_byte_is_detected()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            byte[] chunk = Chunk(seed);
            for (int at = 0; at < chunk.Length; at++)
            {
                byte original = chunk[at];
                for (int change = 1; change < 256; change++)
                {
                    chunk[at] = (byte)(original ^ change);
                    AssertRefused(chunk, $"seed {seed}, byte {at} ^ {change:x2}");
                }

                chunk[at] = original;
            }
        }
    }

    [Fact]
    public void Every_truncation_is_detected()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            byte[] chunk = Chunk(seed);
            for (int length = 0; length < chunk.Length; length++) AssertRefused(chunk.AsSpan(0, length), $"seed {seed}, {length} bytes");
        }
    }

    [Fact]
    public void Contents_that_break_the_format_under_a_right_checksum_are_refused_and_never_thrown_at()
    {
        var random = new Random(3);
        for (int seed = 0; seed < 3000; seed++)
        {
            byte[] chunk = Chunk(seed % 200);
            for (int changes = random.Next(1, 4); changes > 0; changes--) chunk[random.Next(1, chunk.Length - 4)] = (byte)random.Next(256);
            BitConverter.TryWriteBytes(chunk.AsSpan(chunk.Length - 4), Crc32C.Compute(chunk.AsSpan(0, chunk.Length - 4)));

            var samples = new List<Sample>();
            var fault = ChunkCodec.TryDecode(chunk, samples);

            Assert.True(fault is ChunkFault.None or ChunkFault.Malformed, $"{fault}");
            Assert.True(fault == ChunkFault.None || samples.Count == 0);
        }
    }

    [Theory]
    [InlineData(0, ChunkFault.UnknownVersion, "its version byte is not known to this build")]
    [InlineData(6, ChunkFault.ChecksumMismatch, "its checksum does not match its contents")]
    public void The_exception_names_the_fault(int changedByte, ChunkFault fault, string words)
    {
        byte[] chunk = ChunkCodec.Encode([1_700_000_000_000, 1_700_000_001_000], [1, 2]);
        chunk[changedByte] ^= 0x55;

        var refusal = Assert.Throws<CorruptChunkException>(() => ChunkCodec.Decode(chunk));

        Assert.Equal(fault, refusal.Fault);
        Assert.Equal($"chunk of {chunk.Length} bytes refused: {words}", refusal.Message);
    }

    private static byte[] Chunk(int seed)
    {
        var (timestamps, values) = ChunkSamples.Random(seed);
        int count = Math.Min(40, values.Length);
        return ChunkCodec.Encode(timestamps.AsSpan(0, count), values.AsSpan(0, count));
    }

    private static void AssertRefused(ReadOnlySpan<byte> chunk, string what)
    {
        var samples = new List<Sample>();
        var fault = ChunkCodec.TryDecode(chunk, samples);

        Assert.True(fault != ChunkFault.None && samples.Count == 0, what);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Chunks;

/// <summary>Measures the ways to encode samples, so that the codec's choice is a figure and not a belief.</summary>
internal static class ChunksCommand
{
    // A row of history.chunks (24 bytes header, 4 of a line pointer, 28 of fixed columns, length of the data) and its entry in the index (16 + 8 + 4, pages 90 % full).
    private const double RowBytes = 24 + 4 + 30 + 4 + (28 / 0.9);

    private const int SeriesPerKind = 40;
    private const double Aim = 1.3;

    private static readonly (string Name, Func<byte[], byte[]> Compress)[] Compressors =
    [
        ("+ deflate", static bytes => Compressed(bytes, static stream => new DeflateStream(stream, CompressionLevel.Optimal))),
        ("+ brotli", static bytes => Compressed(bytes, static stream => new BrotliStream(stream, CompressionLevel.Optimal))),
    ];

    public static int Run()
    {
        Print($"bytes per sample, blocks of 1,440 samples at 15 s, without rows; time and bytes allocated (B) per sample");
        Print($"{"kind",-26}{"share",6}{"xor",8}{"decimal",9}{"chosen",8}{"+ deflate",11}{"+ brotli",10}{"encode ns",11}{"encode B",10}{"decode ns",11}{"decode B",10}{"part µs",9}{"whole µs",10}{"entropy",9}");
        double mix = 0, mixDeflate = 0, mixBrotli = 0, mixXor = 0, mixRollup = 0, mixEntropy = 0;
        foreach (var kind in DataKind.All)
        {
            var blocks = Enumerable.Range(0, SeriesPerKind).Select(seed => kind.Block(new Random(seed), jitterMs: 0)).ToList();
            var samples = blocks.Sum(static block => block.Values.Length);
            var chunks = blocks.Select(static block => ChunkCodec.Encode(block.Timestamps, block.Values)).ToList();
            var xor = blocks.Sum(static block => Written(XorPacking.MaxBytes(block.Values.Length), buffer => XorPacking.Write(buffer, block.Values))) / (double)samples;
            var decimals = blocks.Select(static block => Written(DecimalPacking.MaxBytes(block.Values.Length), buffer => DecimalPacking.Write(buffer, block.Values, new long[block.Values.Length], SegmentedPacking.Segment, out _))).ToList();
            var chosen = chunks.Sum(static chunk => chunk.Length) / (double)samples;
            var compressed = Compressors.Select(one => chunks.Sum(chunk => one.Compress(chunk).Length) / (double)samples).ToList();
            var (encode, decode, part) = (Encoding(blocks, samples), Decoding(chunks, samples), PartDecoding(chunks));
            var rollups = blocks.Sum(static block => RollupCodec.Encode(3_600_000, Rollup.Of([.. block.Timestamps.Zip(block.Values, static (at, value) => new Sample(at, value))], 3_600_000).Buckets).Length);
            var entropy = blocks.Average(static block => Differences.Entropy(block.Values)) / 8;
            mix += kind.Share * chosen;
            mixEntropy += kind.Share * entropy;
            mixXor += kind.Share * xor;
            mixDeflate += kind.Share * compressed[0];
            mixBrotli += kind.Share * compressed[1];
            mixRollup += kind.Share * rollups / samples;
            var decimalText = decimals.Contains(0) ? "-" : (decimals.Sum() / (double)samples).ToString("F2", CultureInfo.InvariantCulture);
            Print($"{kind.Name,-26}{kind.Share,6:P0}{xor,8:F2}{decimalText,9}{chosen,8:F2}{compressed[0],11:F2}{compressed[1],10:F2}{encode.Nanoseconds,11:F1}{encode.Bytes,10:F2}{decode.Nanoseconds,11:F1}{decode.Bytes,10:F2}{part.Nanoseconds / 1_000,9:F2}{decode.Nanoseconds * samples / SeriesPerKind / 1_000,10:F2}{entropy,9:F2}");
        }

        var rows = RowBytes / 1_440;
        Print($"{"mix",-26}{1,6:P0}{mixXor,8:F2}{"",9}{mix,8:F2}{mixDeflate,11:F2}{mixBrotli,10:F2}{"",61}{mixEntropy,9:F2}");
        Print($"with rows and index: {mix + rows:F2} bytes per sample, the aim is {Aim:F1}; one-hour roll-ups add {mixRollup + rows:F2}");
        Jitter();
        return 0;
    }

    private static void Jitter()
    {
        foreach (var jitter in new[] { 1, 5, 50 })
        {
            var (timestamps, values) = DataKind.All[0].Block(new Random(1), jitter);
            Print($"timestamps with ±{jitter} ms of jitter: {ChunkCodec.Encode(timestamps, values).Length / 1_440.0:F2} bytes per sample beside the values");
        }
    }

    private static int Written(int bytes, Func<byte[], int> write) => write(new byte[bytes]);

    private static byte[] Compressed(byte[] bytes, Func<Stream, Stream> compress)
    {
        using var target = new MemoryStream();
        using (var stream = compress(target))
        {
            stream.Write(bytes);
        }

        return target.ToArray();
    }

    private static Cost Encoding(List<(long[] Timestamps, double[] Values)> blocks, int samples) =>
        Measure(samples, () => blocks.ForEach(static block => ChunkCodec.Encode(block.Timestamps, block.Values)));

    private static Cost Decoding(List<byte[]> chunks, int samples)
    {
        var (timestamps, values) = (new long[1_440], new double[1_440]);
        return Measure(samples, () => chunks.ForEach(chunk => ChunkCodec.TryDecode(chunk, timestamps, values, out _)));
    }

    /// <summary>Five minutes of each block, at a place that differs from block to block; cost per block.</summary>
    private static Cost PartDecoding(List<byte[]> chunks)
    {
        var (timestamps, values) = (new long[1_440], new double[1_440]);
        var starts = chunks.Select(static (chunk, i) => ChunkHeader.TryRead(chunk, out var header) == ChunkFault.None ? header.FirstTimestampMs + (i * 37 % 72 * 300_000L) : 0).ToList();
        return Measure(chunks.Count, () =>
        {
            for (var i = 0; i < chunks.Count; i++)
            {
                ChunkCodec.TryDecode(chunks[i], starts[i], starts[i] + 300_000, timestamps, values, out _);
            }
        });
    }

    /// <summary>The best of several rounds: what else runs on the machine only adds.</summary>
    private static Cost Measure(int samples, Action action)
    {
        // Until the compiler has made its best of it.
        for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 400;) action();
        var best = new Cost(double.MaxValue, double.MaxValue);
        for (var round = 0; round < 12; round++)
        {
            var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            action();
            var nanoseconds = Stopwatch.GetElapsedTime(started).TotalNanoseconds;
            var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated);
            best = new Cost(Math.Min(best.Nanoseconds, nanoseconds / samples), Math.Min(best.Bytes, bytes / samples));
        }

        return best;
    }

    private readonly record struct Cost(double Nanoseconds, double Bytes);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

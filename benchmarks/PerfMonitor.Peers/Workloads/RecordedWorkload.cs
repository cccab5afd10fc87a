using System.Buffers.Binary;

namespace PerfMonitor.Peers.Workloads;

/// <summary>
/// Remote-write 1.0 requests as an agent sends them, one file per connection: each request holds one sample of up to 2,000
/// series. Made once and sent to every peer byte by byte, so that making them costs nobody's time.
/// </summary>
internal sealed class RecordedWorkload : IDisposable
{
    private const int SamplesPerRequest = 2_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-peers-workload-").FullName;

    private RecordedWorkload(RunOptions options, long startMs) => (Options, StartMs) = (options, startMs);

    public RunOptions Options { get; }

    /// <summary>The first sample's time.</summary>
    public long StartMs { get; }

    /// <summary>The last sample's time.</summary>
    public long EndMs => StartMs + (Options.SamplesPerSeries - 1) * Options.Interval * 1_000L;

    public long Bytes { get; private set; }

    /// <summary>
    /// The end of the last six hours of the UTC day that are long enough over for every store to have merged them: the workload
    /// ends there, so that sizes are those that stay.
    /// </summary>
    public static DateTimeOffset LastFinishedBlock(DateTimeOffset now)
    {
        var before = now.ToUniversalTime().AddMinutes(-15);
        return new DateTimeOffset(before.Date.AddHours(before.Hour / 6 * 6), TimeSpan.Zero);
    }

    public static RecordedWorkload Record(RunOptions options, DateTimeOffset end)
    {
        var interval = options.Interval * 1_000L;
        var last = end.ToUnixTimeMilliseconds() / interval * interval - interval;
        var workload = new RecordedWorkload(options, last - (options.SamplesPerSeries - 1) * interval);
        var series = NodeMix.Create(options.Series);
        for (var connection = 0; connection < options.Connections; connection++)
        {
            workload.Record(connection, [.. series.Where((_, i) => i % options.Connections == connection)]);
        }

        return workload;
    }

    /// <summary>The requests of a connection and the samples in each, in order of time.</summary>
    public IEnumerable<(byte[] Body, int Samples)> Read(int connection)
    {
        using var file = File.OpenRead(FileOf(connection));
        var head = new byte[8];
        while (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
            file.ReadExactly(body);
            yield return (body, BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FileOf(int connection) => Path.Combine(_folder, $"{connection}");

    private void Record(int connection, MixedSeries[] series)
    {
        using var file = File.Create(FileOf(connection), bufferSize: 1 << 20);
        var (request, message, sample, snappy) = (new ProtobufBuffer(), new MemoryStream(), new ProtobufBuffer(), new Snappy());
        var head = new byte[8];
        for (var step = 0; step < Options.SamplesPerSeries; step++)
        {
            foreach (var part in series.Chunk(SamplesPerRequest))
            {
                request.Clear();
                foreach (var one in part) Append(request, sample, one.Labels, one.Next(), StartMs + step * Options.Interval * 1_000L);
                message.SetLength(0);
                snappy.Compress(request.Written, message);
                BinaryPrimitives.WriteInt32LittleEndian(head, (int)message.Length);
                BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), part.Length);
                file.Write(head);
                message.WriteTo(file);
                Bytes += message.Length;
            }
        }
    }

    // prompb: WriteRequest{timeseries=1}, TimeSeries{labels=1, samples=2}, Sample{value=1, timestamp=2}.
    private static void Append(ProtobufBuffer request, ProtobufBuffer sample, byte[] labels, double value, long timestampMs)
    {
        sample.Clear();
        sample.Tag(1, 1);
        sample.Double(value);
        sample.Tag(2, 0);
        sample.Varint((ulong)timestampMs);
        request.Tag(1, 2);
        request.Varint((ulong)(labels.Length + ProtobufBuffer.FieldLength(sample.Written.Length)));
        request.Raw(labels);
        request.Field(2, sample.Written);
    }
}

using System.Buffers.Binary;

namespace PerfMonitor.Peers.Workloads;

/// <summary>
/// Remote-write 1.0 requests as an agent sends them, one file per connection and round: each request holds one sample of up to 2,000
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
    public long EndMs => StartMs + (Options.Rounds * Options.SamplesPerSeries - 1) * Options.Interval * 1_000L;

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
        var workload = new RecordedWorkload(options, last - (options.Rounds * options.SamplesPerSeries - 1) * interval);
        var series = NodeMix.Create(options.Series);
        for (var connection = 0; connection < options.Connections; connection++)
        {
            MixedSeries[] sent = [.. series.Where((_, i) => i % options.Connections == connection)];
            for (var round = 0; round < options.Rounds; round++)
            {
                workload.Record(connection, round, sent);
            }
        }

        return workload;
    }

    /// <summary>The requests of a connection in a round and the samples in each, in order of time.</summary>
    public IEnumerable<(byte[] Body, int Samples)> Read(int connection, int round)
    {
        using var file = File.OpenRead(FileOf(connection, round));
        var head = new byte[8];
        while (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
            file.ReadExactly(body);
            yield return (body, BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FileOf(int connection, int round) => Path.Combine(_folder, $"{connection}-{round}");

    private void Record(int connection, int round, MixedSeries[] series)
    {
        using var file = File.Create(FileOf(connection, round), bufferSize: 1 << 20);
        var request = new WriteRequest();
        var head = new byte[8];
        for (var step = round * Options.SamplesPerSeries; step < (round + 1) * Options.SamplesPerSeries; step++)
        {
            foreach (var part in series.Chunk(SamplesPerRequest))
            {
                foreach (var one in part) request.Add(one.Labels, one.Next(), StartMs + step * Options.Interval * 1_000L);
                var body = request.Finish();
                BinaryPrimitives.WriteInt32LittleEndian(head, body.Length);
                BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), part.Length);
                file.Write(head);
                file.Write(body);
                Bytes += body.Length;
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Bench.Fuzzing;
using PerfMonitor.Bench.SampleLinks;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.IngestionCost;

/// <summary>
/// What ingestion and the broker cost per sample when remote-write requests come as fast as they are answered: the service as a process of
/// its own before a private RabbitMQ, whose queues this program empties.
/// </summary>
internal static class IngestionCostCommand
{
    private const int Series = 10_000;
    private const int SamplesPerRequest = 2_000;
    private const int Connections = 4;
    private const int Moments = 60;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(int requests, int partitions)
    {
        using var broker = PrivateRabbitMQ.TryStart();
        using var postgres = PrivatePostgres.TryStart();
        if (broker is null || postgres is null)
        {
            Console.Error.WriteLine(broker is null ? PrivateRabbitMQ.Missing : PrivatePostgres.Missing);
            return 1;
        }

        using var ingestion = new IngestionProcess(broker, postgres, partitions);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var bodies = Bodies(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await ingestion.ReadyAsync(client);
        await using var reader = await LinkReader.OpenAsync(broker.Port, [.. Enumerable.Range(0, partitions).Select(SamplePartition.QueueName)], new LinkVariant("reader"));
        Console.WriteLine($"ingestion runs as process {ingestion.Id}");

        Console.WriteLine($"{requests} requests of {SamplesPerRequest} samples over {Connections} connections, {partitions} partitions; CPU ns a sample");
        foreach (var phase in (string[])["from its start on", "then"])
        {
            var (read, clock, own, servers) = (reader.Count, Stopwatch.StartNew(), phase == "then" ? ingestion.ProcessorTime : TimeSpan.Zero, broker.ProcessorTime);
            await SendAsync(client, ingestion.Address, bodies, requests);
            var elapsed = clock.Elapsed;
            await Task.Delay(Settling);
            var (messages, samples) = (reader.Count - read, (double)requests * SamplesPerRequest);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{phase,-18} {samples / elapsed.TotalSeconds / 1_000,6:F0} k samples/s, {messages / (double)requests:F2} messages a request, ingestion {(ingestion.ProcessorTime - own).TotalNanoseconds / samples,5:F0}, RabbitMQ {(broker.ProcessorTime - servers).TotalNanoseconds / samples,5:F0}"));
        }

        return 0;
    }

    private static Task SendAsync(HttpClient client, Uri address, byte[][] bodies, int requests)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            for (var request = Interlocked.Increment(ref next); request < requests; request = Interlocked.Increment(ref next))
            {
                using var content = new ByteArrayContent(bodies[request % bodies.Length]);
                content.Headers.Add("Content-Type", "application/x-protobuf");
                content.Headers.Add("Content-Encoding", "snappy");
                using var answer = await client.PostAsync(new Uri(address, "/api/v1/write"), content);
                answer.EnsureSuccessStatusCode();
            }
        })));
    }

    /// <summary>Requests of one sample of so many series each, for an hour of moments; the same ones come again and again.</summary>
    private static byte[][] Bodies(long nowMs)
    {
        var random = new Random(1);
        var bodies = new List<byte[]>();
        for (var moment = 0; moment < Moments; moment++)
        {
            for (var first = 0; first < Series; first += SamplesPerRequest)
            {
                var samples = Enumerable.Range(first, SamplesPerRequest).Select(i => (new List<Label>
                {
                    new(LabelSet.MetricName, $"node_network_receive_packets_{i % 50}_total"), new("device", $"eth{i / 50}"), new("instance", "node-17.example.com:9100"), new("job", "node"),
                }, Math.Round(random.NextDouble() * 100, 2))).ToList();
                bodies.Add(SnappyPacker.Pack(RemoteWriteBody.Write(RemoteWriteVersion.V1, samples, nowMs - ((Moments - moment) * 15_000L), describes: false)));
            }
        }

        return [.. bodies];
    }
}

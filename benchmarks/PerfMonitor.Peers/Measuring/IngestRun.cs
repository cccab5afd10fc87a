using System.Diagnostics;
using PerfMonitor.Peers.Peers;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Measuring;

/// <summary>What sending a round of a workload showed.</summary>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="PutOff">Requests answered with "later" and sent again.</param>
/// <param name="ProcessorSeconds">Of each of the peer's programs, from the first request until all were idle again.</param>
internal sealed record IngestFigures(TimeSpan Elapsed, int PutOff, IReadOnlyDictionary<string, double> ProcessorSeconds);

/// <summary>Sends a round of a workload over all connections at once, as fast as the peer answers.</summary>
internal static class IngestRun
{
    private const double IdleCores = 0.2;

    // A peer that watches itself has a busy second now and then.
    private static readonly TimeSpan IdleSpan = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(3);

    public static async Task<IngestFigures> RunAsync(IPeer peer, RecordedWorkload workload, int round, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = workload.Options.Connections });
        var before = peer.Processes.ProcessorSecondsByName;
        var clock = Stopwatch.StartNew();
        var putOff = await Task.WhenAll(Enumerable.Range(0, workload.Options.Connections).Select(connection => Task.Run(() => SendAsync(client, peer, workload.Read(connection, round), cancellationToken), cancellationToken)));
        var elapsed = clock.Elapsed;
        await UntilIdleAsync(peer, cancellationToken);
        return new IngestFigures(elapsed, putOff.Sum(), peer.Processes.ProcessorSecondsByName.ToDictionary(now => now.Key, now => now.Value - before.GetValueOrDefault(now.Key)));
    }

    private static async Task<int> SendAsync(HttpClient client, IPeer peer, IEnumerable<(byte[] Body, int Samples)> requests, CancellationToken cancellationToken)
    {
        var putOff = 0;
        foreach (var (body, _) in requests)
        {
            while (await RemoteWrite.PostAsync(client, peer.WriteAddress, body, cancellationToken) is { } pause)
            {
                putOff++;
                await Task.Delay(pause, cancellationToken);
            }
        }

        return putOff;
    }

    /// <summary>
    /// Waits for five idle seconds together. After a start, so that what a server does once is not counted as that of taking samples;
    /// after sending, because what was accepted may still be on its way into the store, and that work belongs to it.
    /// </summary>
    public static async Task UntilIdleAsync(IPeer peer, CancellationToken cancellationToken)
    {
        var used = new Queue<double>([peer.Processes.ProcessorSeconds]);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < IdleLimit;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            var now = peer.Processes.ProcessorSeconds;
            used.Enqueue(now);
            if (used.Count > IdleSpan.TotalSeconds && now - used.Dequeue() < IdleCores * IdleSpan.TotalSeconds) return;
        }
    }
}

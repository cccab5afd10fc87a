using System.Diagnostics;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Latency;

/// <summary>Samples of 20,000 other series at a steady rate, so many per request as an agent sends, until it is told to stop.</summary>
internal sealed class OtherLoad(HttpClient client, Uri address, int samplesPerSecond)
{
    private const int Series = 20_000;
    private const int SamplesPerRequest = 2_000;
    private const int Connections = 4;

    private long _sent;

    public long Sent => Interlocked.Read(ref _sent);

    public Task RunAsync(CancellationToken stopping)
    {
        var series = NodeMix.Create(Series);
        return Task.WhenAll(Enumerable.Range(0, Connections).Select(number => Task.Run(() => SendAsync([.. series.Where((_, i) => i % Connections == number)], stopping), CancellationToken.None)));
    }

    private async Task SendAsync(MixedSeries[] series, CancellationToken stopping)
    {
        var (request, clock, sent) = (new WriteRequest(), Stopwatch.StartNew(), 0L);
        var parts = series.Chunk(SamplesPerRequest).ToList();
        for (var turn = 0; !stopping.IsCancellationRequested; turn++)
        {
            var part = parts[turn % parts.Count];
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            foreach (var one in part) request.Add(one.Labels, one.Next(), now);
            var body = request.Finish();
            while (await RemoteWrite.PostAsync(client, address, body, CancellationToken.None) is { } pause) await Task.Delay(pause, CancellationToken.None);
            sent += part.Length;
            Interlocked.Add(ref _sent, part.Length);

            // What could not be sent in time is not made up for: the load stays steady.
            var due = TimeSpan.FromSeconds(sent / (samplesPerSecond / (double)Connections));
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, CancellationToken.None);
            else (sent, _) = ((long)(clock.Elapsed.TotalSeconds * samplesPerSecond / Connections), due);
        }
    }
}

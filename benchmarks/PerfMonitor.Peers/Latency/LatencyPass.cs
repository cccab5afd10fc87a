using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Latency;

/// <summary>From an accepted sample to the webhook, in milliseconds, and how many never came.</summary>
internal sealed record LatencyFigures(string Peer, double LoadPerSecond, IReadOnlyList<double> Milliseconds, int Lost)
{
    public double Percentile(double share) => Milliseconds.Count == 0 ? double.NaN : Milliseconds[(int)Math.Ceiling(share * Milliseconds.Count) - 1];
}

/// <summary>Raises one series after another above the threshold, at moments that have nothing to do with anybody's clock.</summary>
internal static class LatencyPass
{
    // Not counted: connections, compilation.
    private const int Warmup = 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);

    public static async Task<LatencyFigures> RunAsync(string peer, Uri address, WebhookSink sink, int alerts, int load, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 8 });
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var other = new OtherLoad(client, address, load);
        var clock = Stopwatch.StartNew();
        var loading = load > 0 ? other.RunAsync(stopping.Token) : Task.CompletedTask;
        var names = Enumerable.Range(0, Warmup + alerts).Select(i => string.Create(CultureInfo.InvariantCulture, $"probe-{load}-{i}")).ToList();
        var series = names.ConvertAll(name => new MixedSeries(Movement.Constant, new Random(1), ("__name__", AlertRule.Metric), ("instance", name)));
        await SendAsync(client, address, series, 0, cancellationToken);
        await Task.Delay(Settling, cancellationToken);
        var random = new Random(7);
        var accepted = new List<long>();
        foreach (var one in series)
        {
            await Task.Delay(random.Next(150, 450), cancellationToken);
            await SendAsync(client, address, [one], 1, cancellationToken);
            accepted.Add(Stopwatch.GetTimestamp());
        }

        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestWait && names.Exists(name => sink.CalledAt(name) is null);) await Task.Delay(50, cancellationToken);
        var rate = other.Sent / clock.Elapsed.TotalSeconds;
        await stopping.CancelAsync();
        await loading;
        var counted = names.Zip(accepted).Skip(Warmup).ToList();
        return new LatencyFigures(
            peer,
            rate,
            [.. counted.Where(one => sink.CalledAt(one.First) is not null).Select(one => Stopwatch.GetElapsedTime(one.Second, sink.CalledAt(one.First)!.Value).TotalMilliseconds).Order()],
            counted.Count(one => sink.CalledAt(one.First) is null));
    }

    private static async Task SendAsync(HttpClient client, Uri address, IEnumerable<MixedSeries> series, double value, CancellationToken cancellationToken)
    {
        var request = new WriteRequest();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (var one in series) request.Add(one.Labels, value, now);
        var body = request.Finish();
        while (await RemoteWrite.PostAsync(client, address, body, cancellationToken) is { } pause) await Task.Delay(pause, cancellationToken);
    }
}

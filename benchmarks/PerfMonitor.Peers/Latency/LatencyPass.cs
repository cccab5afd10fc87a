using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Latency;

/// <summary>What is raised: one series with many instances, or, with a prefix, a series for each alert.</summary>
internal sealed record LatencyPlan(string Peer, string? Prefix, int Warmup, int Alerts, int Load, string Instances = "probe-")
{
    /// <summary>What it is held to; null for none.</summary>
    public LatencyGoal? Goal { get; init; }
}

/// <summary>What half of the alerts, and all but one in a hundred, may take at most, in milliseconds; and none may be lost.</summary>
internal sealed record LatencyGoal(double P50, double P99)
{
    public static readonly LatencyGoal Critical = new(100, 200);

    /// <summary>Their <c>group_wait</c> as shipped, and on top of it what a critical alert may take.</summary>
    public static readonly LatencyGoal Warning = new(5_100, 5_200);

    public string Judge(LatencyFigures figures) => string.Create(CultureInfo.InvariantCulture,
        $"{(figures.Lost == 0 && figures.Percentile(0.5) <= P50 && figures.Percentile(0.99) <= P99 ? "reached" : "**missed**")} (p50 {P50:N0}, p99 {P99:N0})");
}

/// <summary>From an accepted sample to where the alert comes out, in milliseconds, and how many never came.</summary>
internal sealed record LatencyFigures(string Peer, string End, double LoadPerSecond, IReadOnlyList<double> Milliseconds, int Lost)
{
    public LatencyGoal? Goal { get; init; }

    public double Percentile(double share) => Milliseconds.Count == 0 ? double.NaN : Milliseconds[(int)Math.Ceiling(share * Milliseconds.Count) - 1];
}

/// <summary>Raises one series after another above the threshold, at moments that have nothing to do with anybody's clock.</summary>
internal static class LatencyPass
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);

    /// <summary>Measures to each of the ends, which say when an instance came out there. The first of a plan warm connections and code, and are not counted.</summary>
    public static async Task<IReadOnlyList<LatencyFigures>> RunAsync(LatencyPlan plan, Uri address, IReadOnlyList<(string Name, Func<string, long?> At)> ends, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 8 });
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var other = new OtherLoad(client, address, plan.Load);
        var clock = Stopwatch.StartNew();
        var loading = plan.Load > 0 ? other.RunAsync(stopping.Token) : Task.CompletedTask;
        var names = Enumerable.Range(0, plan.Warmup + plan.Alerts).Select(i => string.Create(CultureInfo.InvariantCulture, $"{plan.Prefix ?? plan.Instances}{plan.Load}-{i}")).ToList();
        var series = names.Select((name, i) => new MixedSeries(Movement.Constant, new Random(1), ("__name__", plan.Prefix is null ? AlertRule.Metric : $"{plan.Prefix}{i}"), ("instance", name))).ToList();
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

        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestWait && names.Exists(name => ends.Any(end => end.At(name) is null));) await Task.Delay(50, cancellationToken);
        var rate = other.Sent / clock.Elapsed.TotalSeconds;
        await stopping.CancelAsync();
        await loading;
        var counted = names.Zip(accepted).Skip(plan.Warmup).ToList();
        return [.. ends.Select(end => new LatencyFigures(
            plan.Peer,
            end.Name,
            rate,
            [.. counted.Where(one => end.At(one.First) is not null).Select(one => Stopwatch.GetElapsedTime(one.Second, end.At(one.First)!.Value).TotalMilliseconds).Order()],
            counted.Count(one => end.At(one.First) is null)) { Goal = plan.Goal })];
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

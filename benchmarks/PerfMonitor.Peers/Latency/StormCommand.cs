using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace PerfMonitor.Peers.Latency;

/// <summary>
/// Warnings by the ten thousand, reported over Alertmanager's API as fast as they are taken, and then their ends, while critical alerts of our own
/// rules are raised. Counts what is open after each.
/// </summary>
internal static class StormCommand
{
    private const int Names = 100;
    private const int PerRequest = 500;
    private const int Connections = 4;

    // Raised while the storm lasts, about three a second.
    private const int Critical = 60;

    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(int alerts, CancellationToken cancellationToken)
    {
        await using var sink = new WebhookSink();
        await using var ours = new OurAlerts($"Alertmanager:MostAlerts={alerts}");
        var address = await ours.StartAsync(sink.Address, cancellationToken);
        using var client = ours.CreateClient();
        var before = ours.ResidentBytes("PerfMonitor.Alerting");
        var startsAt = DateTimeOffset.UtcNow;
        Console.WriteLine("""
            | alerts | reported as | taken per second | refused | open at the end | after s | critical beside it: p50 ms | p99 ms | lost |
            |---|---|---|---|---|---|---|---|---|
            """);
        await ReportAsync("firing", startsAt.AddHours(1), openAfter: alerts);
        var (page, after) = (Stopwatch.StartNew(), ours.ResidentBytes("PerfMonitor.Alerting"));
        var bytes = (await client.GetByteArrayAsync("/api/alerts?limit=1000", cancellationToken)).Length;
        var listed = page.Elapsed;
        await ReportAsync("ended", DateTimeOffset.UtcNow, openAfter: 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A list of 1,000 of them took {listed.TotalMilliseconds:N0} ms for {bytes / 1e6:N1} MB. Memory of alerting: {before / 1e6:N0} MB before, {after / 1e6:N0} MB with all of them, {ours.ResidentBytes("PerfMonitor.Alerting") / 1e6:N0} MB at the end."));

        async Task ReportAsync(string state, DateTimeOffset endsAt, int openAfter)
        {
            var storming = PostAsync(client, alerts, startsAt, endsAt, cancellationToken);
            var figures = await LatencyPass.RunAsync(new("PerfMonitor", Prefix: null, Warmup: 5, Critical, Load: 0, $"{state}-"), address, [("webhook", sink.CalledAt)], cancellationToken);
            var (took, refused) = await storming;
            var settling = Stopwatch.StartNew();
            var open = await WarningsAsync(client, cancellationToken);
            for (; open != openAfter && settling.Elapsed < LongestSettling; open = await WarningsAsync(client, cancellationToken)) await Task.Delay(500, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {alerts:N0} | {state} | {alerts / took.TotalSeconds:N0} | {refused:N0} | {open:N0} | {settling.Elapsed.TotalSeconds:N0} | {figures[0].Percentile(0.5):N0} | {figures[0].Percentile(0.99):N0} | {figures[0].Lost} |"));
        }
    }

    private static async Task<(TimeSpan Took, int Refused)> PostAsync(HttpClient client, int alerts, DateTimeOffset startsAt, DateTimeOffset endsAt, CancellationToken cancellationToken)
    {
        var (watch, refused) = (Stopwatch.StartNew(), 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, alerts).Chunk(PerRequest), new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken }, async (part, token) =>
        {
            var body = part.Select(i => new
            {
                labels = new Dictionary<string, string> { ["alertname"] = $"Storm{i % Names}", ["instance"] = $"storm-{i}", ["severity"] = "warning" },
                annotations = new Dictionary<string, string> { ["summary"] = $"storm-{i} is in trouble" },
                startsAt,
                endsAt,
            });
            using var answer = await client.PostAsJsonAsync("/api/v2/alerts", body, token);
            if (!answer.IsSuccessStatusCode) Interlocked.Add(ref refused, part.Length);
        });
        return (watch.Elapsed, refused);
    }

    private static async Task<long> WarningsAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync("/api/alerts?limit=1&severity=warning", cancellationToken));
        return answer.RootElement.GetProperty("counts").GetProperty("warning").GetInt64();
    }
}

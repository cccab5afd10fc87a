using System.Diagnostics;
using System.Text.Json;
using PerfMonitor.Peers.Peers;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Measuring;

/// <summary>How long after its acceptance a sample is in the answer to a query.</summary>
/// <param name="MedianMs">Half of the samples were seen within it.</param>
/// <param name="NinetiethMs">Nine tenths were.</param>
/// <param name="LongestMs">All were.</param>
internal sealed record FreshnessFigures(double MedianMs, double NinetiethMs, double LongestMs);

/// <summary>Sends one sample after the other and asks for each, from its acceptance on, until it is in the answer.</summary>
internal static class FreshnessRun
{
    private const int Samples = 100;

    // So that they fall anywhere between the flushes and commits of a server.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(37);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // A server that shows its samples every few seconds gets fewer of them.
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(30);

    /// <summary>Samples of one series that is known, or each of a new one.</summary>
    public static async Task<FreshnessFigures> RunAsync(IPeer peer, bool isNew, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var asking = peer.CreateQueryClient();
        var (request, times) = (new WriteRequest(), new List<double>());
        var began = Stopwatch.GetTimestamp();
        for (var i = isNew ? 1 : 0; i <= Samples && (times.Count == 0 || Stopwatch.GetElapsedTime(began) < Whole); i++)
        {
            var metric = isNew ? $"freshness_{i}" : "freshness";
            request.Add(MixedSeries.Encode([("__name__", metric)]), i, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            var body = request.Finish();
            while (await RemoteWrite.PostAsync(client, peer.WriteAddress, body, cancellationToken) is { } pause) await Task.Delay(pause, cancellationToken);
            var accepted = Stopwatch.GetTimestamp();
            while (await ValueAsync(asking, metric, peer.QuerySuffix, cancellationToken) != i && Stopwatch.GetElapsedTime(accepted) < Limit)
            {
            }

            // The first one makes the series known.
            if (i > 0) times.Add(Stopwatch.GetElapsedTime(accepted).TotalMilliseconds);
            await Task.Delay(Pause, cancellationToken);
        }

        times.Sort();
        return new FreshnessFigures(times[times.Count / 2], times[times.Count * 9 / 10], times[^1]);
    }

    private static async Task<double?> ValueAsync(HttpClient client, string metric, string suffix, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/query?query={metric}{suffix}", UriKind.Relative), cancellationToken));
        var result = json.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? null : double.Parse(result[0].GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }
}

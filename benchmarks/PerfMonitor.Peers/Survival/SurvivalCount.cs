using System.Text.Json;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Survival;

/// <summary>What of the accepted samples is there after the restart.</summary>
/// <param name="Peer">Whose.</param>
/// <param name="Accepted">Samples whose request was answered with success.</param>
/// <param name="Missing">Of them those that no query finds.</param>
/// <param name="MissingSince">How long before the last accepted request the first missing sample was taken.</param>
internal sealed record SurvivalCount(string Peer, int Accepted, int Missing, TimeSpan MissingSince)
{
    /// <summary>What is on its way when a peer is killed may take some time until it is found again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Asks until nothing is missing, or patience is over.</summary>
    public static async Task<SurvivalCount> TakeAsync(IPeer peer, IReadOnlyList<KilledWriter> writers, CancellationToken cancellationToken)
    {
        using var client = peer.CreateQueryClient();
        client.Timeout = TimeSpan.FromMinutes(2);
        for (var began = DateTime.UtcNow; ;)
        {
            var count = Compare(peer.Name, writers, await StoredAsync(client, peer.QuerySuffix, cancellationToken));
            if (count.Missing == 0 || DateTime.UtcNow - began > Patience) return count;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static SurvivalCount Compare(string peer, IReadOnlyList<KilledWriter> writers, Dictionary<string, HashSet<long>> stored)
    {
        var missing = new List<long>();
        foreach (var writer in writers)
        {
            foreach (var name in writer.SeriesNames)
            {
                var there = stored.GetValueOrDefault(name) ?? [];
                missing.AddRange(writer.AcceptedMs.Where(at => !there.Contains(at)));
            }
        }

        var last = writers.Max(static writer => writer.AcceptedMs.LastOrDefault());
        return new SurvivalCount(peer, writers.Sum(static writer => writer.AcceptedMs.Count) * KilledWriter.Series, missing.Count, missing.Count == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(last - missing.Min()));
    }

    /// <summary>The times of all samples of each series.</summary>
    private static async Task<Dictionary<string, HashSet<long>>> StoredAsync(HttpClient client, string suffix, CancellationToken cancellationToken)
    {
        await using var answer = await client.GetStreamAsync(new Uri($"/api/v1/query?query={KilledWriter.Metric}[15m]{suffix}", UriKind.Relative), cancellationToken);
        using var json = await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken);
        return json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().ToDictionary(
            static series => series.GetProperty("metric").GetProperty("series").GetString()!,
            static series => series.GetProperty("values").EnumerateArray().Select(static sample => (long)Math.Round(sample[0].GetDouble() * 1_000)).ToHashSet());
    }
}

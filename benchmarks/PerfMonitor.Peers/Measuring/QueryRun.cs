using System.Diagnostics;
using System.Text.Json;
using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Measuring;

/// <summary>What asking a query again and again showed.</summary>
/// <param name="MedianMs">Half of the answers came within it, whole.</param>
/// <param name="Results">Series or values in the answer: equal for all peers, or the row says so.</param>
internal sealed record QueryFigures(double MedianMs, int Results);

/// <summary>Asks one query after the other over one connection.</summary>
internal static class QueryRun
{
    private const int WarmUps = 3;

    /// <summary>Each query is asked three times, and on until <paramref name="warm"/> is over, and then measured.</summary>
    public static async Task<IReadOnlyList<QueryFigures>> RunAsync(IPeer peer, IReadOnlyList<MeasuredQuery> queries, TimeSpan warm, int repeats, CancellationToken cancellationToken)
    {
        using var client = peer.CreateQueryClient();
        client.Timeout = TimeSpan.FromMinutes(2);
        var figures = new List<QueryFigures>();
        foreach (var query in queries)
        {
            var address = query.Path + (query.Path.Contains('?', StringComparison.Ordinal) ? peer.QuerySuffix : "");
            var answer = Array.Empty<byte>();
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < WarmUps || Stopwatch.GetElapsedTime(started) < warm; i++) answer = await AskAsync(client, address, cancellationToken);
            var times = new double[repeats];
            for (var i = 0; i < repeats; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await AskAsync(client, address, cancellationToken);
                times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }

            Array.Sort(times);
            figures.Add(new QueryFigures(times[repeats / 2], Count(answer)));
        }

        return figures;
    }

    private static async Task<byte[]> AskAsync(HttpClient client, string address, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(address, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{client.BaseAddress}{address} answered {(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
    }

    private static int Count(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        var data = json.RootElement.GetProperty("data");
        return data.ValueKind == JsonValueKind.Array ? data.GetArrayLength() : data.GetProperty("result").GetArrayLength();
    }
}

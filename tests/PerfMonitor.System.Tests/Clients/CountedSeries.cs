using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.SystemTests.Clients;

/// <summary>Series whose n-th sample has the value n, sent one after the other, and what answers make of them.</summary>
public sealed class CountedSeries(Uri ingestion, string run) : IDisposable
{
    // Enough that every one of the eight partitions has some.
    private const int Series = 24;

    // How long a sample may be on its way; what it takes is measured by a benchmark (docs/performance.md), and this is far more than that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new() { BaseAddress = ingestion, Timeout = TimeSpan.FromSeconds(15) };
    private readonly ConcurrentDictionary<(string Reader, int Series), int> _seen = [];
    private readonly ConcurrentQueue<long> _acceptedAt = [];

    /// <summary>Samples accepted of each series.</summary>
    public int Accepted => _acceptedAt.Count;

    /// <summary>Sends the next sample of each series as soon as the last one was accepted, until cancelled.</summary>
    public async Task SendAsync(CancellationToken ended)
    {
        for (var at = 0L; !ended.IsCancellationRequested;)
        {
            at = Math.Max(at + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            var samples = Enumerable.Range(0, Series).Select(i => new { metric = "handover", labels = new Dictionary<string, string> { ["run"] = run, ["i"] = $"{i}" }, value = Accepted, timestamp = at });
            using var response = await _http.PostAsJsonAsync("/api/v1/samples", new { samples }, CancellationToken.None);
            response.EnsureSuccessStatusCode();
            _acceptedAt.Enqueue(Stopwatch.GetTimestamp());
            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>
    /// Asks for all samples and checks each series: all that were accepted a while before are there, nothing is there twice, and nothing has
    /// gone that the same reader saw before. Returns how many samples every series has.
    /// </summary>
    public async Task<int> CheckAsync(HttpClient reader, string name, CancellationToken cancellationToken)
    {
        var due = _acceptedAt.Count(static at => Stopwatch.GetElapsedTime(at) > Patience);
        using var response = await reader.GetAsync($"/api/v1/query?query={Uri.EscapeDataString($$"""handover{run="{{run}}"}[30m]""")}", cancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        Assert.True(response.IsSuccessStatusCode, $"{name}: {answer}");
        Assert.Null(answer["warnings"]);
        var found = answer["data"]!["result"]!.AsArray().ToDictionary(
            static one => int.Parse((string)one!["metric"]!["i"]!, null),
            static one => one!["values"]!.AsArray().Select(static point => int.Parse((string)point![1]!, null)).ToList());
        for (var i = 0; i < Series; i++)
        {
            var values = found.GetValueOrDefault(i) ?? [];
            var missing = Enumerable.Range(0, due).Except(values).ToList();
            Assert.True(missing is [], $"{name}, series {i} lacks {string.Join(' ', missing.Take(10))} of {due}");
            Assert.Equal(values.Order().Distinct(), values);
            var before = _seen.GetValueOrDefault((name, i));
            Assert.True(values.Count >= before, $"{name}, series {i}: {values.Count} samples where {before} were seen before");
            _seen[(name, i)] = values.Count;
        }

        return Enumerable.Range(0, Series).Min(i => found.GetValueOrDefault(i)?.Count ?? 0);
    }

    public void Dispose() => _http.Dispose();
}

using PerfMonitor.Web.Live;

namespace PerfMonitor.Web.StatusPage;

/// <summary>On what somebody works on purpose.</summary>
internal interface IMaintenance
{
    /// <summary>For each thing, given by its labels, when the work on it ends; null where there is none.</summary>
    Task<IReadOnlyList<DateTimeOffset?>> UntilAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> labels, CancellationToken cancellation);
}

/// <summary>Asks alerting over its HTTP API.</summary>
internal sealed class MaintenanceClient(HttpClient http) : IMaintenance
{
    // What alerting takes in one request.
    private const int MostInOne = 1_000;

    public async Task<IReadOnlyList<DateTimeOffset?>> UntilAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> labels, CancellationToken cancellation)
    {
        var until = new List<DateTimeOffset?>(labels.Count);
        foreach (var some in labels.Chunk(MostInOne))
            until.AddRange(await AskAsync(some, cancellation));
        return until;
    }

    private async Task<IReadOnlyList<DateTimeOffset?>> AskAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> labels, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync("/api/maintenance/lookup", new { labels }, LiveJson.Options, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Answer>(LiveJson.Options, cancellation))?.Until ?? [];
    }

    private sealed record Answer(IReadOnlyList<DateTimeOffset?>? Until);
}

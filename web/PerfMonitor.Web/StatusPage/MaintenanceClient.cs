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
    public async Task<IReadOnlyList<DateTimeOffset?>> UntilAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> labels, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync("/api/maintenance/lookup", new { labels }, LiveJson.Options, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Answer>(LiveJson.Options, cancellation))?.Until ?? [];
    }

    private sealed record Answer(IReadOnlyList<DateTimeOffset?>? Until);
}

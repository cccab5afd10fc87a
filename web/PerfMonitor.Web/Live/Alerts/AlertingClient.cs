namespace PerfMonitor.Web.Live.Alerts;

/// <summary>Asks alerting over its HTTP API.</summary>
internal sealed class AlertingClient(HttpClient http) : IAlertList
{
    /// <summary>Alerts of one state asked for; the most alerting gives.</summary>
    private const int Limit = 1_000;

    public async Task<IReadOnlyList<LiveAlert>> GetActiveAsync(CancellationToken cancellation)
    {
        var firing = await GetAsync("firing", cancellation);
        var acknowledged = await GetAsync("acknowledged", cancellation);

        // An alert that was acknowledged between the two requests is in both: the later answer counts.
        return [.. firing.Concat(acknowledged).GroupBy(alert => alert.Fingerprint).Select(same => same.Last())];
    }

    private async Task<IReadOnlyList<LiveAlert>> GetAsync(string state, CancellationToken cancellation)
    {
        var page = await http.GetFromJsonAsync<AlertList>($"/api/alerts?state={state}&limit={Limit}", LiveJson.Options, cancellation);
        return page?.Alerts ?? [];
    }

    private sealed record AlertList(IReadOnlyList<LiveAlert>? Alerts);
}

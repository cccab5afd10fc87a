namespace PerfMonitor.Web.StatusPage;

/// <summary>A target as ingestion lists it, as far as the status page needs it.</summary>
internal sealed record ProbedTarget(string Name, bool Enabled, IReadOnlyList<string> Tags);

/// <summary>The targets that are probed.</summary>
internal interface ITargetList
{
    Task<IReadOnlyList<ProbedTarget>> ListAsync(CancellationToken cancellation);
}

/// <summary>Asks ingestion over its HTTP API.</summary>
internal sealed class TargetsClient(HttpClient http) : ITargetList
{
    public async Task<IReadOnlyList<ProbedTarget>> ListAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<TargetPage>("/api/targets", Live.LiveJson.Options, cancellation))?.Targets ?? [];

    private sealed record TargetPage(IReadOnlyList<ProbedTarget>? Targets);
}

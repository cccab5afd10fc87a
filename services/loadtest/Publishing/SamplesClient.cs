namespace PerfMonitor.LoadTest.Publishing;

/// <summary>Sends a run's progress down the same road every other sample takes.</summary>
internal sealed class SamplesClient(HttpClient http)
{
    /// <summary>Sends samples; throws when ingestion refuses them or does not answer.</summary>
    public async Task SendAsync(IReadOnlyList<RunSample> samples, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("/api/v1/samples", new { samples }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

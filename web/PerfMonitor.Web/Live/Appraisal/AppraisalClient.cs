using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace PerfMonitor.Web.Live.Appraisal;

/// <summary>Asks analytics over its HTTP API.</summary>
internal sealed class AppraisalClient(HttpClient http) : IAppraiser
{
    /// <summary>Frames do not wait for it, but the next question does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<Judgement> AskAsync(CancellationToken cancellation)
    {
        var (scores, _) = await GetAsync<Scores>("/api/v1/scores", cancellation);
        var (impact, reason) = await GetAsync<Impact>("/api/v1/baselines/reference/comparison", cancellation);
        return new Judgement(scores, impact, reason);
    }

    private async Task<(T? Answer, string? Reason)> GetAsync<T>(string path, CancellationToken cancellation)
        where T : class
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Patience);
        try
        {
            using var response = await http.GetAsync(path, limited.Token);
            if (response.IsSuccessStatusCode)
                return (await response.Content.ReadFromJsonAsync<T>(LiveJson.Options, limited.Token), null);
            var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(LiveJson.Options, limited.Token);
            return (null, problem?.Detail ?? $"analytics answered {(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, $"analytics cannot be asked: {failure.Message}");
        }
    }
}

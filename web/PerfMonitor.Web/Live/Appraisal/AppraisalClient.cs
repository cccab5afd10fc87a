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
        var (impact, obstacle) = await GetAsync<Impact>("/api/v1/baselines/reference/comparison", cancellation);
        return new Judgement(scores, impact, obstacle);
    }

    private async Task<(T? Answer, ImpactObstacle? Obstacle)> GetAsync<T>(string path, CancellationToken cancellation)
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
            return (null, ObstacleOf(problem, (int)response.StatusCode));
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, ImpactObstacle.Unavailable($"analytics cannot be asked: {failure.Message}"));
        }
    }

    private static ImpactObstacle ObstacleOf(ProblemDetails? problem, int status) =>
        problem is not null && problem.Extensions.TryGetValue("obstacle", out var given) && given is JsonElement { ValueKind: JsonValueKind.Object } told && told.Deserialize<ImpactObstacle>(LiveJson.Options) is { } obstacle
            ? obstacle
            : ImpactObstacle.Unavailable(problem?.Detail ?? $"analytics answered {status}");
}

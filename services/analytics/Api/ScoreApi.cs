using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analysis.Scores;
using PerfMonitor.Analytics.Scores;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/scores</c>: health, optimization and satisfaction, with their parts.</summary>
internal static class ScoreApi
{
    public static void MapScoreApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/scores", MeasureAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();

    private static async Task<Ok<SystemScoreModel>> MeasureAsync(DateTimeOffset? time, SystemMeasuring measuring, TimeProvider clock, CancellationToken cancellationToken)
    {
        var at = time ?? clock.GetUtcNow();
        var scores = SystemScores.Of(await measuring.MeasureAsync(at, cancellationToken));
        return TypedResults.Ok(new SystemScoreModel(at, scores.Health, scores.Optimization, scores.Satisfaction, scores.SatisfactionReason));
    }
}

/// <summary>The scores at a moment.</summary>
internal sealed record SystemScoreModel(DateTimeOffset Time, WeightedScore Health, WeightedScore Optimization, double? Satisfaction, string SatisfactionReason);

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Scores;
using PerfMonitor.Analytics.Scores;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/scores</c>: health, optimization and satisfaction, with their parts.</summary>
internal static class ScoreApi
{
    public static void MapScoreApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/scores", MeasureAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();

    private static async Task<Ok<SystemScoreModel>> MeasureAsync(DateTimeOffset? time, SystemMeasuring measuring, IOptions<ScoreOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var at = time ?? clock.GetUtcNow();
        var reading = await measuring.MeasureAsync(at, cancellationToken);
        var scores = SystemScores.Of(reading);
        return TypedResults.Ok(new SystemScoreModel(
            at, scores.Health, scores.Optimization, scores.Satisfaction, scores.SatisfactionReason, RequestsModel.Of(reading.Requests, options.Value.ApdexThreshold)));
    }
}

/// <summary>The scores at a moment; <c>requests</c> are those that the satisfaction comes from.</summary>
internal sealed record SystemScoreModel(
    DateTimeOffset Time, WeightedScore Health, WeightedScore Optimization, double? Satisfaction, string SatisfactionReason, RequestsModel? Requests);

/// <summary>How many requests satisfied within the threshold, were put up with within four times it, and how many neither.</summary>
internal sealed record RequestsModel(double Satisfied, double Tolerating, double Frustrated, double ThresholdSeconds)
{
    public static RequestsModel? Of(Apdex? requests, TimeSpan threshold) =>
        requests is { } known ? new RequestsModel(known.Satisfied, known.Tolerating, known.Frustrated, threshold.TotalSeconds) : null;
}

using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analysis.Recommendations;
using PerfMonitor.Analytics.Explain;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/recommendations</c>: what the documented rules recommend now, with their evidence.</summary>
internal static class RecommendationApi
{
    public static void MapRecommendationApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/recommendations", AdviseAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();

    private static async Task<Ok<RecommendationList>> AdviseAsync(Advising advising, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new RecommendationList(now, await advising.AdviseAsync(now, cancellationToken)));
    }
}

/// <summary>What the documented rules recommend now.</summary>
internal sealed record RecommendationList(DateTimeOffset Time, IReadOnlyList<Recommendation> Recommendations);

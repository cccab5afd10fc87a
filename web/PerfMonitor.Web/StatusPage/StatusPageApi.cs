using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Web.Accounts.Api;

namespace PerfMonitor.Web.StatusPage;

/// <summary><c>/api/status</c>: what anybody may read, where the status page is on.</summary>
internal static class StatusPageApi
{
    private const string Off = "The status page is off. An administrator turns it on with StatusPage:Enabled=true.";
    private const string Away = "Nothing is known yet: ingestion or analytics does not answer. Try again in some seconds.";

    public static void MapStatusPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/status", StatusAsync).AllowAnonymous()
            .WithSummary("The status page: state, uptime and the last 90 days of each target with the tag; anybody may read it, where it is on");
        routes.MapGet("/api/status/badges/{target}/{kind}", BadgeAsync).AllowAnonymous()
            .WithSummary("A badge of a target on the status page as SVG: state, uptime (days=1, 7, 30 or 90) or response");
    }

    private static async Task<Results<Ok<PublicStatus>, ProblemHttpResult>> StatusAsync(
        StatusBoard board, IOptions<StatusPageOptions> options, HttpResponse response, CancellationToken cancellation)
    {
        if (!options.Value.Enabled)
            return Problem.NotFound(Off);
        if (await board.ReadAsync(cancellation) is not { } status)
            return Problem.Unavailable(Away);
        response.Headers.CacheControl = "public, max-age=10";
        return TypedResults.Ok(status);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> BadgeAsync(
        string target, string kind, StatusBoard board, IOptions<StatusPageOptions> options, HttpResponse response, CancellationToken cancellation, int days = 30)
    {
        if (!options.Value.Enabled)
            return Problem.NotFound(Off);
        if (await board.ReadAsync(cancellation) is not { } status)
            return Problem.Unavailable(Away);
        if (status.Targets.FirstOrDefault(one => string.Equals(one.Name, target, StringComparison.OrdinalIgnoreCase)) is not { } found)
            return Problem.NotFound($"No target '{target}' is on the status page. It has to exist and to carry the tag '{options.Value.Tag}'.");
        if (days is not (1 or 7 or 30 or 90))
            return Problem.BadRequest($"days={days} is not kept; take 1, 7, 30 or 90.");
        Badge? badge = kind.ToLowerInvariant() switch
        {
            "state" or "state.svg" => Badge.OfState(found),
            "uptime" or "uptime.svg" => Badge.OfUptime(found, days),
            "response" or "response.svg" => Badge.OfResponse(found),
            _ => null,
        };
        if (badge is null)
            return Problem.NotFound($"There is no badge '{kind}'; take state, uptime or response.");

        // Made to be shown on other people's pages, and to keep out of the way of their caches.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.Headers.CacheControl = "public, max-age=30";
        return TypedResults.Content(badge.ToSvg(), "image/svg+xml; charset=utf-8");
    }
}

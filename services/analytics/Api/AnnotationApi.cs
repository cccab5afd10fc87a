using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analytics.Annotations;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/annotations</c>: what was done to the system, for charts and explanations.</summary>
internal static class AnnotationApi
{
    private const int MostListed = 1_000;
    private const int MostLabels = 20;
    private const int LongestLabel = 200;
    private const int LongestText = 1_000;
    private const int LongestKind = 40;
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(1);

    // A clock that is ahead is no reason to refuse a deploy; a year that is mistyped is.
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    public static void MapAnnotationApi(this IEndpointRouteBuilder routes)
    {
        var annotations = routes.MapGroup("/api/v1/annotations").AddEndpointFilter<Unavailability>();
        annotations.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        annotations.MapPost("", AddAsync).RequireAuthorization(Roles.Operator);
        annotations.MapDelete("{id:guid}", DeleteAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<Ok<AnnotationList>> ListAsync(
        DateTimeOffset? from, DateTimeOffset? to, string? kind, int? limit, AnnotationStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var end = (to ?? clock.GetUtcNow()).ToUniversalTime();
        var start = (from ?? end - UsualRange).ToUniversalTime();
        return TypedResults.Ok(new AnnotationList(await store.ListAsync(start, end, kind, Math.Clamp(limit ?? MostListed, 1, MostListed), cancellationToken)));
    }

    private static async Task<Results<Created<Annotation>, ValidationProblem>> AddAsync(
        AnnotationRequest request, AnnotationStore store, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (start, labels) = (request.Start ?? now, request.Labels ?? new Dictionary<string, string>());
        var end = request.End ?? start;
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrWhiteSpace(request.Kind) && request.Kind.Length <= LongestKind, "kind", $"A kind has 1 to {LongestKind} characters: deploy, configuration, or another word.");
        errors.Require(!string.IsNullOrWhiteSpace(request.Text) && request.Text.Length <= LongestText, "text", $"A text has 1 to {LongestText} characters.");
        errors.Require(labels.Count <= MostLabels && labels.All(static label => label.Key.Length is > 0 and <= LongestLabel && label.Value is { Length: <= LongestLabel }), "labels", $"There are at most {MostLabels} labels of at most {LongestLabel} characters.");
        errors.Require(start <= now + MostAhead && end <= now + MostAhead, "start", "It lies more than a day in the future.");
        errors.Require(end >= start, "end", "The end comes before the start.");
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var annotation = new Annotation(Guid.CreateVersion7(now), request.Kind!, request.Text!, labels, start.ToUniversalTime(), end.ToUniversalTime(), context.User.Identity?.Name ?? "unknown", now);
        await store.AddAsync(annotation, cancellationToken);
        return TypedResults.Created($"/api/v1/annotations/{annotation.Id}", annotation);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, AnnotationStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem($"There is no annotation {id}.", statusCode: StatusCodes.Status404NotFound, title: "No such annotation");
}

/// <summary>Annotations, the newest first.</summary>
internal sealed record AnnotationList(IReadOnlyList<Annotation> Annotations);

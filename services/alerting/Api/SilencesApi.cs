using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Silences: list, preview, make, change, end. Matchers have the form of Alertmanager's API.</summary>
internal static class SilencesApi
{
    public static void MapSilences(this IEndpointRouteBuilder routes)
    {
        var silences = routes.MapGroup("/api/silences");
        silences.MapGet("", async (SilenceStore store, AlertQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var (now, open) = (clock.GetUtcNow(), await queries.ListAsync(AlertFilter.Open(MatchPreview.MostOpen), cancellationToken));
            return TypedResults.Ok(new SilenceListModel((await store.ListAsync(cancellationToken)).Select(silence => SilenceModel.Of(silence, now, open)).ToList()));
        }).RequireAuthorization(Roles.Viewer);
        silences.MapPost("preview", PreviewAsync).RequireAuthorization(Roles.Viewer);
        silences.MapPost("", (SilenceRequest request, HttpContext context, SilenceStore store, AlertQueries queries, TimeProvider clock, Signals signals, CancellationToken cancellationToken) =>
            PutAsync(null, request, context, store, queries, clock, signals, cancellationToken)).RequireAuthorization(Roles.Operator);
        silences.MapPut("{id:guid}", (Guid id, SilenceRequest request, HttpContext context, SilenceStore store, AlertQueries queries, TimeProvider clock, Signals signals, CancellationToken cancellationToken) =>
            PutAsync(id, request, context, store, queries, clock, signals, cancellationToken)).RequireAuthorization(Roles.Operator);
        silences.MapDelete("{id:guid}", ExpireAsync).RequireAuthorization(Roles.Operator);
    }

    /// <summary>Makes a silence, or another in the place of one, which ends in the same transaction: there is no moment without either.</summary>
    private static async Task<IResult> PutAsync(Guid? replaces, SilenceRequest request, HttpContext context, SilenceStore store, AlertQueries queries, TimeProvider clock, Signals signals, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (replaces is { } old && await store.FindAsync(old, cancellationToken) is null)
        {
            return Problems.NotFound("No such silence", $"No silence has the id {old}.");
        }

        var (silence, errors) = SilenceRules.Read(request, context.User.Identity!.Name!, now);
        if (silence is null)
        {
            return Problems.Refused(errors);
        }

        if (!await store.AddAsync(silence, SilenceRules.Most, now, replaces, cancellationToken))
        {
            return Problems.Conflict("Too many silences", SilenceRules.TooMany);
        }

        // One that holds back less lets others speak.
        signals.Flushing.Signal();
        return TypedResults.Created($"/api/silences/{silence.Id}", SilenceModel.Of(silence, now, await queries.ListAsync(AlertFilter.Open(MatchPreview.MostOpen), cancellationToken)));
    }

    private static async Task<IResult> PreviewAsync(SilenceRequest request, AlertQueries queries, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var matchers = SilenceRules.Matchers(request, errors);
        if (errors.Any)
        {
            return Problems.Refused(errors);
        }

        return TypedResults.Ok(MatchPreview.Of(matchers, await queries.ListAsync(AlertFilter.Open(MatchPreview.MostOpen), cancellationToken)));
    }

    private static async Task<IResult> ExpireAsync(Guid id, SilenceStore store, TimeProvider clock, Signals signals, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await store.ExpireAsync(id, now, cancellationToken))
        {
            return await store.FindAsync(id, cancellationToken) is { } silence
                ? TypedResults.Ok(SilenceModel.Of(silence, now, []))
                : Problems.NotFound("No such silence", $"No silence has the id {id}.");
        }

        signals.Flushing.Signal();
        return TypedResults.Ok(SilenceModel.Of((await store.FindAsync(id, cancellationToken))!, now, []));
    }
}

/// <summary>A silence to make or to preview.</summary>
internal sealed record SilenceRequest(IReadOnlyList<MatcherModel>? Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Comment);

internal sealed record SilenceListModel(IReadOnlyList<SilenceModel> Silences);

/// <summary>A silence as the API shows it.</summary>
internal sealed record SilenceModel(Guid Id, string State, IReadOnlyList<MatcherModel> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string CreatedBy, string Comment, DateTimeOffset CreatedAt, string? Warning)
{
    public static SilenceModel Of(Silence silence, DateTimeOffset now, IReadOnlyList<Alert> open) => new(
        silence.Id,
        silence.StateAt(now),
        silence.Matchers.Select(MatcherModel.Of).ToList(),
        silence.StartsAt,
        silence.EndsAt,
        silence.CreatedBy,
        silence.Comment,
        silence.CreatedAt,
        silence.EndsAt > now ? SilenceScope.Warn(silence.Matchers, open) : null);
}

using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>Silences as <c>amtool</c> and other clients of Alertmanager make and end them; the same as those of <c>/api/silences</c>.</summary>
internal static class AlertmanagerSilencesApi
{
    public static void MapAlertmanagerSilences(this RouteGroupBuilder api)
    {
        api.MapGet("silences", ListAsync).RequireAuthorization(Roles.Viewer);
        api.MapPost("silences", PutAsync).RequireAuthorization(Roles.Operator);
        api.MapGet("silence/{id:guid}", async (Guid id, SilenceStore store, TimeProvider clock, CancellationToken cancellationToken) =>
            await store.FindAsync(id, cancellationToken) is { } silence ? (IResult)TypedResults.Ok(Show(silence, clock.GetUtcNow())) : NotKnown(id)).RequireAuthorization(Roles.Viewer);
        api.MapDelete("silence/{id:guid}", ExpireAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SilenceStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        List<LabelMatcher> filter;
        try
        {
            filter = context.Request.Query["filter"].OfType<string>().Select(LabelMatchers.Parse).ToList();
        }
        catch (FormatException broken)
        {
            return TypedResults.BadRequest(broken.Message);
        }

        return TypedResults.Ok((await store.ListAsync(cancellationToken)).Where(silence => Covers(silence, filter)).Select(silence => Show(silence, clock.GetUtcNow())));
    }

    /// <summary>As in Alertmanager a silence is found by the values its own matchers name.</summary>
    public static bool Covers(Silence silence, IReadOnlyList<LabelMatcher> filter)
    {
        var named = silence.Matchers.DistinctBy(matcher => matcher.Name).ToDictionary(matcher => matcher.Name, matcher => matcher.Value);
        return filter.AllMatch(named);
    }

    private static async Task<IResult> PutAsync(PostedSilence posted, HttpContext context, SilenceStore store, TimeProvider clock, Signals signals, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var caller = context.User.Identity!.Name!;
        var (silence, errors) = SilenceRules.Read(
            new SilenceRequest(posted.Matchers, posted.StartsAt, posted.EndsAt, posted.Comment),
            posted.CreatedBy is { Length: > 0 and <= 200 } named && named != caller ? $"{named} ({caller})" : caller,
            now);
        if (silence is null)
        {
            return TypedResults.BadRequest(errors.Line);
        }

        // Changing one ends it and makes another, as Alertmanager does where the matchers change.
        Guid? replaces = null;
        if (posted.Id is { Length: > 0 } text)
        {
            if (!Guid.TryParse(text, out var id) || await store.FindAsync(id, cancellationToken) is null)
            {
                return NotKnown(text);
            }

            replaces = id;
        }

        if (!await store.AddAsync(silence, SilenceRules.Most, now, replaces, cancellationToken))
        {
            return TypedResults.BadRequest(SilenceRules.TooMany);
        }

        signals.Flushing.Signal();
        return TypedResults.Ok(new MadeSilence(silence.Id.ToString()));
    }

    private static async Task<IResult> ExpireAsync(Guid id, SilenceStore store, TimeProvider clock, Signals signals, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await store.FindAsync(id, cancellationToken) is null)
        {
            return NotKnown(id);
        }

        if (!await store.ExpireAsync(id, now, cancellationToken))
        {
            return TypedResults.BadRequest($"silence {id} already expired");
        }

        signals.Flushing.Signal();
        return TypedResults.Ok();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.NotFound<string> NotKnown(object id) => TypedResults.NotFound($"silence {id} not found");

    private static ShownSilence Show(Silence silence, DateTimeOffset now) => new(
        silence.Id.ToString(),
        new ShownSilenceStatus(silence.StateAt(now)),
        silence.CreatedAt.UtcDateTime,
        silence.Matchers.Select(MatcherModel.Of).ToList(),
        silence.StartsAt.UtcDateTime,
        silence.EndsAt.UtcDateTime,
        silence.CreatedBy,
        silence.Comment);
}

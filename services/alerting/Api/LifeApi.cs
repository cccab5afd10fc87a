using System.Globalization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Incidents;
using PerfMonitor.Alerting.Life;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>What people say about alerts, and what follows from it: comments, verdicts, quality, incidents.</summary>
internal static class LifeApi
{
    private const int LongestText = 2000;

    // Episodes looked at for incidents, the newest.
    private const int MostEpisodes = 1000;
    private static readonly TimeSpan UsualQualityPeriod = TimeSpan.FromDays(30);
    private static readonly TimeSpan UsualIncidentPeriod = TimeSpan.FromDays(1);

    public static void MapLife(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/alerts/quality", QualityAsync).RequireAuthorization(Roles.Viewer);
        routes.MapPost("/api/alerts/{fingerprint}/comments", CommentAsync).RequireAuthorization(Roles.Operator);
        routes.MapPost("/api/alerts/{fingerprint}/verdict", JudgeAsync).RequireAuthorization(Roles.Operator);
        routes.MapGet("/api/incidents", IncidentsAsync).RequireAuthorization(Roles.Viewer);
    }

    private static async Task<IResult> CommentAsync(string fingerprint, CommentRequest request, HttpContext context, LifeStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestText)
        {
            return Problems.Invalid("text", request.Text is null ? null : $"{request.Text.Length} characters", $"1 to {LongestText} characters");
        }

        return await store.CommentAsync(fingerprint, request.Episode, request.Text, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken) ? TypedResults.NoContent() : Problems.NoSuchEpisode(fingerprint, request.Episode);
    }

    private static async Task<IResult> JudgeAsync(string fingerprint, VerdictRequest request, HttpContext context, LifeStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var verdict = Enum.GetValues<EpisodeVerdict>().Cast<EpisodeVerdict?>().FirstOrDefault(value => AlertRow.Word(value!.Value) == request.Verdict);
        if (verdict is not { } given)
        {
            return Problems.Invalid("verdict", request.Verdict, "real, false or known");
        }

        if (request.Note is { Length: > LongestText } note)
        {
            return Problems.Invalid("note", $"{note.Length} characters", $"at most {LongestText} characters");
        }

        var judgement = new Judgement(given, request.Note, context.User.Identity!.Name!, clock.GetUtcNow());
        return await store.JudgeAsync(fingerprint, request.Episode, judgement, cancellationToken) ? TypedResults.NoContent() : Problems.NoSuchEpisode(fingerprint, request.Episode);
    }

    private static async Task<IResult> QualityAsync(LifeStore store, TimeProvider clock, CancellationToken cancellationToken, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var end = to ?? clock.GetUtcNow();
        var begin = from ?? end - UsualQualityPeriod;
        var quality = AlertQuality.Of(await store.CountAsync(begin, end, cancellationToken));
        return TypedResults.Ok(new QualityModel(
            begin,
            end,
            quality.FalseCritical,
            quality.FalseWarning,
            quality.Accuracy,
            [.. quality.Levels.OrderByDescending(static level => level.Key).Select(static level => TallyModel.Of(null, level.Key, level.Value))],
            [.. quality.Rules.Select(static rule => TallyModel.Of(rule.Rule, rule.Severity, rule.Tally))]));
    }

    private static async Task<IResult> IncidentsAsync(AlertQueries queries, TimeProvider clock, CancellationToken cancellationToken, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var end = to ?? clock.GetUtcNow();
        var filter = new AlertFilter { States = Enum.GetValues<AlertState>(), Severities = Enum.GetValues<Severity>(), From = from ?? end - UsualIncidentPeriod, To = end, Limit = MostEpisodes };
        var alerts = await queries.ListAsync(filter, cancellationToken);
        return TypedResults.Ok(new IncidentListModel([.. Correlation.Group(alerts).Select(IncidentModel.Of)], alerts.Count == MostEpisodes));
    }
}

/// <param name="Text">What is to be remembered.</param>
/// <param name="Episode">The episode's id; the newest where it is left out.</param>
internal sealed record CommentRequest(string? Text, long? Episode = null);

/// <param name="Verdict"><c>real</c>, <c>false</c> or <c>known</c>.</param>
/// <param name="Note">Why.</param>
/// <param name="Episode">The episode's id; the newest where it is left out.</param>
internal sealed record VerdictRequest(string? Verdict, string? Note = null, long? Episode = null);

/// <summary>Whether alerts can be trusted. <c>falseCritical</c>, <c>falseWarning</c> and <c>accuracy</c> stand beside their goals.</summary>
internal sealed record QualityModel(DateTimeOffset From, DateTimeOffset To, Goal FalseCritical, Goal FalseWarning, Goal Accuracy, IReadOnlyList<TallyModel> Levels, IReadOnlyList<TallyModel> Rules);

internal sealed record TallyModel(string? Rule, string Severity, long Episodes, long Judged, long Real, long False, long Known, double? FalseShare, double? Precision)
{
    public static TallyModel Of(string? rule, Severity severity, Tally tally) =>
        new(rule, AlertRow.Word(severity), tally.Episodes, tally.Judged, tally.Real, tally.False, tally.Known, tally.FalseShare, tally.Precision);
}

/// <param name="Incidents">The newest first.</param>
/// <param name="IsCut">There were more episodes in the time than are looked at.</param>
internal sealed record IncidentListModel(IReadOnlyList<IncidentModel> Incidents, bool IsCut);

/// <summary>Alerts that are most likely one trouble; the id is that of its first episode.</summary>
internal sealed record IncidentModel(string Id, string Title, string Severity, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, IReadOnlyDictionary<string, string> Shared, IReadOnlyList<IncidentAlertModel> Alerts)
{
    public static IncidentModel Of(Incident incident)
    {
        var first = incident.Alerts[0];
        var place = incident.Shared.Count == 0 ? "" : $" on {incident.Shared.First().Value}";
        var others = incident.Alerts.Count == 1 ? "" : $" and {incident.Alerts.Count - 1} more";
        return new IncidentModel(
            first.Id.ToString(CultureInfo.InvariantCulture),
            $"{first.Name}{others}{place}",
            AlertRow.Word(incident.Severity),
            incident.StartsAt,
            incident.EndsAt,
            incident.Shared,
            [.. incident.Alerts.Select(static alert => new IncidentAlertModel(alert.Id, alert.Fingerprint, alert.Name, AlertRow.Word(alert.Severity), AlertRow.Word(alert.State), alert.StartsAt, alert.EndsAt, alert.Annotations.GetValueOrDefault("summary", "")))]);
    }
}

internal sealed record IncidentAlertModel(long Id, string Fingerprint, string Name, string Severity, string State, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, string Summary);

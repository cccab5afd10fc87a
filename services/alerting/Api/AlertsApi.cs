using System.Globalization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Explanations;
using PerfMonitor.Alerting.Life;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Alerts: list, story, acknowledge.</summary>
internal static class AlertsApi
{
    private const int MostListed = 1000;
    private const int MostEpisodes = 50;
    private const int LongestNote = 2000;

    // Longer is a silence.
    private static readonly TimeSpan LongestAcknowledgement = TimeSpan.FromDays(30);

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/alerts");
        alerts.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        alerts.MapGet("{fingerprint}", StoryAsync).RequireAuthorization(Roles.Viewer);
        alerts.MapPost("{fingerprint}/acknowledge", AcknowledgeAsync).RequireAuthorization(Roles.Operator);
        alerts.MapDelete("{fingerprint}/acknowledge", UnacknowledgeAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> ListAsync(AlertQueries queries, CancellationToken cancellationToken, string? state = null, string? severity = null, string? from = null, string? to = null, string? after = null, int limit = 100)
    {
        var states = States(state);
        var severities = Severities(severity);
        var (begin, end) = (Time(from), Time(to));
        if (states is null)
        {
            return Problems.Invalid("state", state, "firing, acknowledged, resolved, active or all");
        }

        if (severities is null)
        {
            return Problems.Invalid("severity", severity, "one or more of critical, warning, info, separated by commas");
        }

        if ((from is not null && begin is null) || (to is not null && end is null))
        {
            return Problems.Invalid(from is not null && begin is null ? "from" : "to", begin is null ? from : to, "a time such as 2026-03-01T10:00:00Z");
        }

        if (limit is < 1 or > MostListed)
        {
            return Problems.Invalid("limit", limit.ToString(CultureInfo.InvariantCulture), $"1 to {MostListed}");
        }

        var place = after is null ? null : AlertPlace.Read(after);
        if (after is not null && place is null)
        {
            return Problems.Invalid("after", after, "the 'next' of the page before");
        }

        var listed = await queries.ListAsync(new AlertFilter { States = states, Severities = severities, From = begin, To = end, After = place, Limit = limit }, cancellationToken);
        var notifications = await queries.NotificationsAsync(listed, cancellationToken);
        var counts = await queries.CountOpenAsync(cancellationToken);
        return TypedResults.Ok(new AlertListModel(
            listed.Select(alert => AlertModel.Of(alert, notifications[alert.Id])).ToList(),
            new AlertCountsModel(
                Sum(count => count.State == "firing"),
                Sum(count => count.State == "acknowledged"),
                Sum(count => count.Severity == "critical"),
                Sum(count => count.Severity == "warning"),
                Sum(count => count.Severity == "info")),
            listed.Count == limit ? AlertPlace.Of(listed[^1]).ToString() : null));

        long Sum(Func<AlertCount, bool> which) => counts.Where(which).Sum(count => count.Count);
    }

    private static async Task<IResult> StoryAsync(string fingerprint, AlertQueries queries, LifeStore life, EscalationStore escalations, EscalationSettings settings, WorkingChannels channels, ExplanationReader explanations, CancellationToken cancellationToken, long? episode = null)
    {
        var episodes = await queries.ListAsync(AlertFilter.Of(fingerprint, null, MostEpisodes), cancellationToken);
        if (episodes.Count == 0)
        {
            return Problems.NoSuchAlert(fingerprint);
        }

        var shown = episode is null ? episodes[0] : (await queries.ListAsync(AlertFilter.Of(fingerprint, episode, 1), cancellationToken)).SingleOrDefault();
        if (shown is null)
        {
            return Problems.NoSuchEpisode(fingerprint, episode);
        }

        var notifications = await queries.NotificationsAsync([shown], cancellationToken);
        var (acknowledgedUntil, judgement) = await life.OfAsync(shown.Id, cancellationToken);
        var escalation = await escalations.StateOfAsync(shown.Id, cancellationToken);
        var timeline = await queries.TimelineAsync(shown.Id, cancellationToken);
        return TypedResults.Ok(new AlertStoryModel(
            AlertModel.Of(shown, notifications[shown.Id]),
            shown.State == AlertState.Acknowledged ? acknowledgedUntil : null,
            judgement is null ? null : new VerdictModel(AlertRow.Word(judgement.Verdict), judgement.Note, judgement.JudgedBy, judgement.JudgedAt),
            timeline.Select(TimelineModel.Of).ToList(),
            (await explanations.ExplainAsync(shown, timeline, cancellationToken)).Select(GroupModel.Of).ToList(),
            escalation is null ? null : EscalationOutlookModel.Of(EscalationOutlook.Of(escalation, await settings.ReadAsync(cancellationToken), channels.Names)),
            episodes.Select(one => new EpisodeModel(one.Id, one.StartsAt, one.EndsAt, AlertRow.Word(one.State), one.Value)).ToList()));
    }

    private static async Task<IResult> AcknowledgeAsync(string fingerprint, AcknowledgeRequest? request, HttpContext context, AlertHandling handling, AlertQueries queries, LifeStore life, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Check(request?.Note, request?.Until, clock.GetUtcNow()) is { Any: true } errors)
        {
            return Problems.Refused(errors);
        }

        var user = context.User.Identity!.Name!;
        var taking = new Taking(user, request?.Note, request?.Until, await life.SetAcknowledgementEndAsync(fingerprint, user, request?.Until, cancellationToken));
        return await ShowAsync(fingerprint, await handling.AcknowledgeAsync(fingerprint, taking, cancellationToken), queries, cancellationToken);
    }

    /// <summary>What is wrong with an acknowledgement.</summary>
    public static FieldErrors Check(string? note, DateTimeOffset? until, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        errors.Require(note is not { Length: > LongestNote }, "note", $"{note?.Length} characters", $"at most {LongestNote} characters");
        errors.Require(until is not { } end || (end > now && end - now <= LongestAcknowledgement), "until", until?.ToString("O"), $"a time to come, at most {LongestAcknowledgement.TotalDays:0} days from now");
        return errors;
    }

    private static async Task<IResult> UnacknowledgeAsync(string fingerprint, HttpContext context, AlertHandling handling, AlertQueries queries, CancellationToken cancellationToken) =>
        await ShowAsync(fingerprint, await handling.UnacknowledgeAsync(fingerprint, context.User.Identity!.Name!, cancellationToken), queries, cancellationToken);

    private static async Task<IResult> ShowAsync(string fingerprint, Alert? alert, AlertQueries queries, CancellationToken cancellationToken) => alert switch
    {
        null => Problems.NoSuchAlert(fingerprint),
        { IsOpen: false } => Problems.Conflict("Alert is over", $"Alert {alert.Name} ({fingerprint}) has resolved at {alert.EndsAt:O}; there is nothing left to acknowledge."),
        _ => TypedResults.Ok(AlertModel.Of(alert, (await queries.NotificationsAsync([alert], cancellationToken))[alert.Id])),
    };

    private static AlertState[]? States(string? state) => state switch
    {
        null or "active" => [AlertState.Firing, AlertState.Acknowledged],
        "all" => Enum.GetValues<AlertState>(),
        "firing" => [AlertState.Firing],
        "acknowledged" => [AlertState.Acknowledged],
        "resolved" => [AlertState.Resolved],
        _ => null,
    };

    private static IReadOnlyList<Severity>? Severities(string? severity)
    {
        if (string.IsNullOrEmpty(severity))
        {
            return Enum.GetValues<Severity>();
        }

        var words = severity.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = Enum.GetValues<Severity>().Where(value => words.Contains(AlertRow.Word(value))).ToList();
        return known.Count == words.Distinct().Count() ? known : null;
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

/// <summary>The body of an acknowledgement; one with an end is taken back then by itself.</summary>
internal sealed record AcknowledgeRequest(string? Note, DateTimeOffset? Until = null);

internal sealed record AlertListModel(IReadOnlyList<AlertModel> Alerts, AlertCountsModel Counts, string? Next);

/// <summary>Of all open alerts, whatever is listed.</summary>
internal sealed record AlertCountsModel(long Firing, long Acknowledged, long Critical, long Warning, long Info);

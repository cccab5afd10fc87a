using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analysis.Explanation;
using PerfMonitor.Analysis.Recommendations;
using PerfMonitor.Analytics.Explain;
using PerfMonitor.PromQL;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/explain</c>: what moved with a series, what was done near it, and what to do about it.</summary>
internal static class ExplainApi
{
    private static readonly TimeSpan UsualWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public static void MapExplainApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/explain", ExplainAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();

    private static async Task<Results<Ok<ExplanationModel>, ValidationProblem, ProblemHttpResult>> ExplainAsync(
        string? query, string? series, string? alert, DateTimeOffset? time, string? window, Explaining explaining, AlertSubjects alerts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var span = (long)UsualWindow.TotalMilliseconds;
        errors.Require(query is null != alert is null, "query", "Name either a query or an alert by its fingerprint.");
        errors.Require(window is null || PromTime.TryParseDuration(window, out span), "window", "A window is a duration such as 1h.");
        errors.Require(span >= ShortestWindow.TotalMilliseconds && span <= LongestWindow.TotalMilliseconds, "window", "A window has 10 minutes to 24 hours.");
        if (query is not null)
        {
            errors.RequireExpression(query, "query", longest: 4_096);
        }

        errors.Require(series is null || query is not null, "series", "A series is one of those that a query gives; name the query too.");
        var labels = series is null ? LabelSet.Empty : ReadLabels(series, errors);
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var now = clock.GetUtcNow();
        if ((query is not null ? (new Subject(PromQuery.Parse(query), labels, null), now) : await alerts.FindAsync(alert!, cancellationToken)) is not var (subject, at))
        {
            return TypedResults.Problem($"No alert that is pending or firing has the fingerprint '{alert}', or its rule is no more.", statusCode: StatusCodes.Status404NotFound, title: "No such alert");
        }

        var moment = time ?? at;
        var (explanation, error) = await explaining.ExplainAsync(subject, moment > now ? now : moment, TimeSpan.FromMilliseconds(span), now, cancellationToken);
        return explanation is null
            ? TypedResults.Problem(error, statusCode: StatusCodes.Status422UnprocessableEntity, title: "There is nothing to explain")
            : TypedResults.Ok(ExplanationModel.Of(explanation));
    }

    /// <summary>The labels a selector such as <c>{instance="db-1"}</c> names.</summary>
    private static LabelSet ReadLabels(string selector, FieldErrors errors)
    {
        try
        {
            var matchers = PromQuery.ParseSelector(selector);
            errors.Require(matchers.All(static matcher => matcher.Kind == MatchKind.Equal), "series", "Labels are named with '=' only.");
            return LabelSet.Create(matchers.DistinctBy(static matcher => matcher.Name).Select(static matcher => new Label(matcher.Name, matcher.Value)));
        }
        catch (PromParseException broken)
        {
            errors.Require(false, "series", broken.Message);
            return LabelSet.Empty;
        }
    }
}

/// <summary>An explanation as the API shows it.</summary>
internal sealed record ExplanationModel(
    string Text,
    string Name,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset Time,
    DateTimeOffset From,
    DateTimeOffset To,
    double StepSeconds,
    MovementModel? Movement,
    IReadOnlyList<ExplainedMover> Movers,
    SearchModel Search,
    IReadOnlyList<ChangeModel> Changes,
    IReadOnlyList<NearbyAnomalyModel> Anomalies,
    AlertResponse? Response)
{
    public static ExplanationModel Of(Explanation explanation) => new(
        explanation.Text,
        explanation.Name,
        explanation.Labels.ToDictionary(static label => label.Name, static label => label.Value),
        explanation.At,
        DateTimeOffset.FromUnixTimeMilliseconds(explanation.Grid.StartMs),
        DateTimeOffset.FromUnixTimeMilliseconds(explanation.Grid.EndMs),
        explanation.Grid.StepMs / 1_000.0,
        explanation.Movement is { } movement ? new MovementModel(movement.Before, movement.Extreme, double.IsFinite(movement.Deviations) ? movement.Deviations : null) : null,
        explanation.Movers,
        new SearchModel(explanation.Search.Compared, explanation.Search.Skipped, explanation.Candidates.Known - explanation.Candidates.Series, explanation.Search.Reason, explanation.CandidatesError),
        [.. explanation.Changes.Select(ChangeModel.Of)],
        [.. explanation.Anomalies.Select(static near => new NearbyAnomalyModel(AnomalyModel.Of(near.Anomaly), near.SharedLabels, near.LeadMs / 1_000.0))],
        explanation.Response);
}

/// <summary>How the series moved; deviations are null where it stood still before.</summary>
internal sealed record MovementModel(double Before, double Extreme, double? Deviations);

/// <summary>What was compared: series, those that stood still, and those beyond the bound.</summary>
internal sealed record SearchModel(int Compared, int StoodStill, int NotLookedAt, string Reason, string? Error);

/// <summary>A change near the moment; it began so many seconds before it, or after it where that is negative.</summary>
internal sealed record ChangeModel(string Kind, string Text, IReadOnlyDictionary<string, string> Labels, DateTimeOffset Start, DateTimeOffset End, int SharedLabels, double LeadSeconds)
{
    public static ChangeModel Of(NearbyChange near) => new(
        near.Change.Kind,
        near.Change.Text,
        near.Change.Labels.ToDictionary(static label => label.Name, static label => label.Value),
        DateTimeOffset.FromUnixTimeMilliseconds(near.Change.StartMs),
        DateTimeOffset.FromUnixTimeMilliseconds(near.Change.EndMs),
        near.SharedLabels,
        near.LeadMs / 1_000.0);
}

/// <summary>An anomaly near the moment; it was so many seconds before it, or after it where that is negative.</summary>
internal sealed record NearbyAnomalyModel(AnomalyModel Anomaly, int SharedLabels, double LeadSeconds);

using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Trends;
using PerfMonitor.Analytics.Trends;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/trends</c>: where series are heading over days to years, and their peaks.</summary>
internal static class TrendApi
{
    public static void MapTrendApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/trends", ReadAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();

    private static async Task<Results<Ok<TrendList>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        string? query, string? range, string? step, Word<Better>? better, TrendReading reading, TimeProvider clock, CancellationToken cancellationToken)
    {
        var rangeMs = Span(range ?? "30d");
        var request = new TrendRequest(query ?? "", rangeMs, step is null ? TrendRequest.UsualStepMs(rangeMs) : Span(step), better?.Value ?? Better.Lower);
        if (request.Check() is { Any: true } errors)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var now = clock.GetUtcNow();
        var headings = await reading.ReadAsync(request, now, cancellationToken);
        return headings.Error is { } error
            ? TypedResults.Problem(error, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The query cannot be answered")
            : TypedResults.Ok(new TrendList(now, request.RangeMs / 1_000.0, request.StepMs / 1_000.0, request.Better, [.. headings.Series.Select(TrendModel.Of)], headings.LeftOut));
    }

    // What cannot be read counts as 0, which the request's own check refuses.
    private static long Span(string text) => PromTime.TryParseDuration(text, out var span) ? span : 0;
}

/// <summary>The trends of a query's series up to a time; how many series beyond the bound were left out.</summary>
internal sealed record TrendList(DateTimeOffset Time, double RangeSeconds, double StepSeconds, Better Better, IReadOnlyList<TrendModel> Series, int LeftOut);

/// <summary>A series' trend as the API shows it.</summary>
internal sealed record TrendModel(IReadOnlyDictionary<string, string> Labels, Heading Heading, Trend Trend, SampleSummary? Values, PeakModel? Peak, PeakModel? Trough)
{
    public static TrendModel Of(SeriesHeading series) => new(
        series.Labels.ToDictionary(static label => label.Name, static label => label.Value),
        series.Heading.Heading,
        series.Heading.Trend,
        series.Summary,
        series.Extremes is { } extremes ? PeakModel.Of(extremes.Highest) : null,
        series.Extremes is { } both ? PeakModel.Of(both.Lowest) : null);
}

/// <summary>A value, and the end of the step in which it was there.</summary>
internal sealed record PeakModel(double Value, DateTimeOffset Time)
{
    public static PeakModel Of(Extreme extreme) => new(extreme.Value, DateTimeOffset.FromUnixTimeMilliseconds(extreme.AtMs));
}

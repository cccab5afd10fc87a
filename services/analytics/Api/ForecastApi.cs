using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Trends;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/forecast</c>: how series will go on; <c>/api/v1/outlooks</c>: forecasts that are kept fresh for rules.</summary>
internal static class ForecastApi
{
    public static void MapForecastApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/forecast", ForecastAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();
        var outlooks = routes.MapGroup("/api/v1/outlooks").AddEndpointFilter<Unavailability>();
        outlooks.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        outlooks.MapPost("", AddAsync).RequireAuthorization(Roles.Operator);
        outlooks.MapPut("{name}", ChangeAsync).RequireAuthorization(Roles.Operator);
        outlooks.MapDelete("{name}", DeleteAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<Results<Ok<ForecastModel>, ValidationProblem, ProblemHttpResult>> ForecastAsync(
        [AsParameters] ForecastParameters parameters, IOptions<ForecastOptions> options, Forecasting forecasting, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = parameters.Definition(options.Value.Window).Request;
        if (request.Check() is { Any: true } errors)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var now = clock.GetUtcNow();
        var outlook = await forecasting.ForecastAsync(request, now, cancellationToken);
        return outlook.Error is { } error
            ? TypedResults.Problem(error, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The query cannot be answered")
            : TypedResults.Ok(new ForecastModel(now, request.StepMs / 1_000.0, [.. outlook.Series.Select(SeriesForecastModel.Of)], outlook.LeftOut));
    }

    private static async Task<Ok<OutlookList>> ListAsync(OutlookStore store, OutlookKeeper keeper, CancellationToken cancellationToken) =>
        TypedResults.Ok(new OutlookList([.. (await store.ListAsync(cancellationToken)).Select(outlook => new OutlookModel(outlook.Definition, outlook.MadeAt, keeper.ErrorOf(outlook.Definition.Name)))]));

    private static async Task<Results<Created<OutlookDefinition>, ValidationProblem, ProblemHttpResult>> AddAsync(OutlookDefinition definition, OutlookStore store, CancellationToken cancellationToken) =>
        Check(definition) is { Any: true } errors ? TypedResults.ValidationProblem(errors.All)
        : await store.AddAsync(definition, cancellationToken) ? TypedResults.Created($"/api/v1/outlooks/{definition.Name}", definition)
        : TypedResults.Problem(
            $"The name '{definition.Name}' is taken, or there are {OutlookStore.MostOutlooks} outlooks; remove one first.", statusCode: StatusCodes.Status409Conflict, title: "The outlook is not added");

    private static async Task<Results<Ok<OutlookDefinition>, ValidationProblem, ProblemHttpResult>> ChangeAsync(string name, OutlookDefinition definition, OutlookStore store, CancellationToken cancellationToken)
    {
        var errors = definition.Check();
        errors.Require(definition.Name == name, "name", $"An outlook keeps its name, '{name}'; its series are found by it.");
        return errors.Any ? TypedResults.ValidationProblem(errors.All)
            : await store.ChangeAsync(definition, cancellationToken) ? TypedResults.Ok(definition)
            : NoSuchOutlook(name);
    }

    private static FieldErrors Check(OutlookDefinition definition)
    {
        var errors = definition.Check();
        errors.Require(!definition.Name.StartsWith(Rules.RuleSource.OwnPrefix, StringComparison.Ordinal), "name", $"Names that begin with '{Rules.RuleSource.OwnPrefix}' belong to rules.");
        return errors;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, OutlookStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(name, cancellationToken) ? TypedResults.NoContent() : NoSuchOutlook(name);

    private static ProblemHttpResult NoSuchOutlook(string name) =>
        TypedResults.Problem($"There is no outlook '{name}', or it belongs to a rule and goes with it.", statusCode: StatusCodes.Status404NotFound, title: "No such outlook");
}

/// <summary>What a forecast is asked with; everything but the query has a default.</summary>
internal sealed record ForecastParameters(string? Query, string? History, string? Horizon, string? Step, double? Level, double? Threshold, Word<ThresholdSide>? Side, double? Least, double? Largest)
{
    /// <param name="window">How far ahead to look where that is not said.</param>
    public OutlookDefinition Definition(TimeSpan window) => new()
    {
        Name = "",
        Query = Query ?? "",
        History = History ?? "7d",
        Horizon = Horizon ?? DurationText.Format((long)window.TotalMilliseconds),
        Step = Step,
        Level = Level ?? 0.95,
        Threshold = Threshold,
        Side = Side?.Value ?? ThresholdSide.FromBelow,
        Least = Least,
        Largest = Largest,
    };
}

internal sealed record OutlookList(IReadOnlyList<OutlookModel> Outlooks);

/// <summary>An outlook, when it was made last, and why it could not be made since.</summary>
internal sealed record OutlookModel(OutlookDefinition Definition, DateTimeOffset? MadeAt, string? Error);

/// <summary>Forecasts of a query's series; how many series beyond the bound were left out.</summary>
internal sealed record ForecastModel(DateTimeOffset Time, double StepSeconds, IReadOnlyList<SeriesForecastModel> Series, int LeftOut);

/// <summary>A series' forecast, or why there is none; its trend; when it reaches the threshold.</summary>
internal sealed record SeriesForecastModel(
    IReadOnlyDictionary<string, string> Labels,
    double? Start,
    IReadOnlyList<double> Expected,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Upper,
    double? Level,
    IReadOnlyList<double> SeasonSeconds,
    IReadOnlyList<MethodShare> Methods,
    double? Error,
    string Words,
    Trend Trend,
    ReachModel? Reach)
{
    public static SeriesForecastModel Of(SeriesOutlook outlook)
    {
        var labels = outlook.Labels.ToDictionary(static label => label.Name, static label => label.Value);
        var reach = outlook.Reach is { } at ? ReachModel.Of(at) : null;
        return outlook.Outcome is Forecast forecast
            ? new SeriesForecastModel(
                labels,
                forecast.StartMs / 1_000.0,
                forecast.Points,
                forecast.Lower,
                forecast.Upper,
                forecast.Level,
                [.. forecast.Seasons.Select(season => season * forecast.StepMs / 1_000.0)],
                forecast.Methods,
                forecast.Error,
                forecast.Explanation,
                outlook.Trend,
                reach)
            : new SeriesForecastModel(labels, null, [], [], [], null, [], [], null, ((ForecastRefused)outlook.Outcome).Reason, outlook.Trend, reach);
    }
}

/// <summary>When a threshold is reached: seconds from the last value, 0 where it is reached already, absent where that is not within the horizon or cannot be told.</summary>
internal sealed record ReachModel(string State, double? EarliestSeconds, double? ExpectedSeconds, double? LatestSeconds, string Words)
{
    public static ReachModel Of(Reach reach) => reach switch
    {
        AlreadyBeyond => new("alreadyBeyond", 0, 0, 0, reach.Reason),
        WithinHorizon within => new("withinHorizon", within.Earliest.TotalSeconds, within.Expected?.TotalSeconds, within.Latest?.TotalSeconds, reach.Reason),
        NotWithinHorizon => new("notWithinHorizon", null, null, null, reach.Reason),
        _ => new("cannotTell", null, null, null, reach.Reason),
    };
}

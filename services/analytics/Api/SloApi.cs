using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/slo</c>: objectives, how they stand, and what is left of their error budgets.</summary>
internal static class SloApi
{
    public static void MapSloApi(this IEndpointRouteBuilder routes)
    {
        var objectives = routes.MapGroup("/api/v1/slo").AddEndpointFilter<Unavailability>();
        objectives.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        objectives.MapGet("{name}", FindAsync).RequireAuthorization(Roles.Viewer);
        objectives.MapPost("", AddAsync).RequireAuthorization(Roles.Operator);
        objectives.MapPut("{name}", ChangeAsync).RequireAuthorization(Roles.Operator);
        objectives.MapDelete("{name}", DeleteAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<Ok<ObjectiveList>> ListAsync(ObjectiveStore store, ObjectiveJudging judging, CancellationToken cancellationToken)
    {
        var models = new List<ObjectiveModel>();
        foreach (var objective in await store.ListAsync(cancellationToken))
        {
            models.Add(await JudgeAsync(objective, judging, cancellationToken));
        }

        return TypedResults.Ok(new ObjectiveList(models));
    }

    private static async Task<Results<Ok<ObjectiveModel>, ProblemHttpResult>> FindAsync(string name, ObjectiveStore store, ObjectiveJudging judging, CancellationToken cancellationToken) =>
        await store.FindAsync(name, cancellationToken) is { } objective ? TypedResults.Ok(await JudgeAsync(objective, judging, cancellationToken)) : Unknown(name);

    private static async Task<Results<Created<ObjectiveModel>, ValidationProblem, ProblemHttpResult>> AddAsync(
        ObjectiveDefinition definition, ObjectiveStore store, ObjectiveJudging judging, IOptions<HistoryOptions> history, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        if (ObjectiveCheck.Of(definition) is { Any: true } errors)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var now = clock.GetUtcNow();
        var objective = new StoredObjective(definition, now, context.User.Identity?.Name ?? "unknown", now, definition.CountedFromMs(now, history.Value.RetentionDays));
        return await store.AddAsync(objective, cancellationToken)
            ? TypedResults.Created($"/api/v1/slo/{definition.Name}", await JudgeAsync(objective, judging, cancellationToken))
            : TypedResults.Problem(
                $"The name '{definition.Name}' is taken, or there are {ObjectiveStore.MostObjectives} objectives; remove one first.", statusCode: StatusCodes.Status409Conflict, title: "The objective is not added");
    }

    private static async Task<Results<Ok<ObjectiveModel>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        string name, ObjectiveDefinition definition, ObjectiveStore store, ObjectiveJudging judging, IOptions<HistoryOptions> history, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = ObjectiveCheck.Of(definition);
        errors.Require(definition.Name == name, "name", $"An objective keeps its name, '{name}'; its series and alerts are found by it.");
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        if (await store.FindAsync(name, cancellationToken) is not { } before)
        {
            return Unknown(name);
        }

        var now = clock.GetUtcNow();
        var after = before with
        {
            Definition = definition,
            DefinedAt = now,
            CountedUntilMs = definition.CountsAs(before.Definition) ? before.CountedUntilMs : definition.CountedFromMs(now, history.Value.RetentionDays),
        };
        return await store.RedefineAsync(before, after, cancellationToken)
            ? TypedResults.Ok(await JudgeAsync(after, judging, cancellationToken))
            : TypedResults.Problem($"'{name}' was changed or removed meanwhile; read it again.", statusCode: StatusCodes.Status409Conflict, title: "The objective is not changed");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, ObjectiveStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(name, cancellationToken) ? TypedResults.NoContent() : Unknown(name);

    private static async Task<ObjectiveModel> JudgeAsync(StoredObjective objective, ObjectiveJudging judging, CancellationToken cancellationToken) => ObjectiveModel.Of(
        objective, await judging.JudgeAsync(objective, cancellationToken), judging.ErrorOf(objective.Definition.Name));

    private static ProblemHttpResult Unknown(string name) =>
        TypedResults.Problem($"There is no objective '{name}'.", statusCode: StatusCodes.Status404NotFound, title: "No such objective");
}

internal sealed record ObjectiveList(IReadOnlyList<ObjectiveModel> Objectives);

/// <summary>An objective and how it stands; <c>query</c> is PromQL for a chart of what is judged.</summary>
internal sealed record ObjectiveModel(
    ObjectiveDefinition Definition,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset DefinedAt,
    DateTimeOffset CountedUntil,
    string Query,
    string? Error,
    ObjectiveState State,
    double? GoodRatio,
    double? BudgetRemaining,
    double? RecentRate,
    double? GoneInSeconds,
    IReadOnlyList<BurnModel> Burns,
    string Words)
{
    private static readonly TimeSpan ChartWindow = TimeSpan.FromMinutes(5);

    public static ObjectiveModel Of(StoredObjective objective, ObjectiveStatus status, string? error) => new(
        objective.Definition,
        objective.CreatedAt,
        objective.CreatedBy,
        objective.DefinedAt,
        DateTimeOffset.FromUnixTimeMilliseconds(objective.CountedUntilMs),
        objective.Definition.Shown(ChartWindow),
        error,
        status.State,
        status.GoodRatio,
        status.BudgetRemaining,
        status.RecentRate,
        status.GoneIn?.TotalSeconds,
        [.. status.Burns.Select(static burn => new BurnModel(burn.Window.Severity, burn.Window.LongSpan.TotalSeconds, burn.Window.ShortSpan.TotalSeconds, burn.Factor, burn.LongRate, burn.ShortRate, burn.IsBurning, burn.Reason))],
        status.Words);
}

/// <summary>How a pair of windows burns; spans in seconds.</summary>
internal sealed record BurnModel(BurnSeverity Severity, double LongSeconds, double ShortSeconds, double Factor, double? LongRate, double? ShortRate, bool IsBurning, string Reason);

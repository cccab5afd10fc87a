using PerfMonitor.Ingestion.Probing;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Targets;

/// <summary><c>/api/targets</c>: viewers read, operators write and probe.</summary>
internal static class TargetsApi
{
    private const string Path = "/api/targets";

    public static void MapTargets(this WebApplication app)
    {
        app.MapGet(Path, async (ITargetStore store, CancellationToken aborted) =>
            Results.Json(new { targets = (await store.ListAsync(aborted)).Select(TargetView.Of) })).RequireAuthorization(Roles.Viewer);
        app.MapGet(Path + "/{id:guid}", async (Guid id, ITargetStore store, CancellationToken aborted) =>
            await store.FindAsync(id, aborted) is { } target ? Results.Json(TargetView.Of(target)) : NotFound(id)).RequireAuthorization(Roles.Viewer);
        app.MapPost(Path, CreateAsync).RequireAuthorization(Roles.Operator);
        app.MapPut(Path + "/{id:guid}", ReplaceAsync).RequireAuthorization(Roles.Operator);
        app.MapDelete(Path + "/{id:guid}", DeleteAsync).RequireAuthorization(Roles.Operator);
        app.MapPost(Path + "/{id:guid}/probe", ProbeAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, ITargetStore store, Changes<Target> changes, CancellationToken aborted)
    {
        var (input, unreadable) = await JsonInput.ReadAsync<TargetInput>(request, TargetFile.Json, "target", aborted);
        if (input is null)
        {
            return unreadable!;
        }

        var (target, errors) = TargetRules.Check(input, Guid.NewGuid(), TargetOrigin.Api);
        if (target is null)
        {
            return Results.ValidationProblem(errors, title: "The target is not valid");
        }

        switch (await store.AddAsync(target, aborted))
        {
            case TargetChange.NameTaken:
                return NameTaken(target.Name);
            case TargetChange.Full:
                return Results.Problem("So many targets exist as may (Targets:Maximum); delete one first.", statusCode: StatusCodes.Status409Conflict, title: "No room for another target");
            default:
                changes.Announce();
                return Results.Created($"{Path}/{target.Id}", TargetView.Of(target));
        }
    }

    private static async Task<IResult> ReplaceAsync(Guid id, HttpRequest request, ITargetStore store, Changes<Target> changes, CancellationToken aborted)
    {
        if (await store.FindAsync(id, aborted) is not { } before)
        {
            return NotFound(id);
        }

        if (before.Origin != TargetOrigin.Api)
        {
            return Provided(before);
        }

        var (input, unreadable) = await JsonInput.ReadAsync<TargetInput>(request, TargetFile.Json, "target", aborted);
        if (input is null)
        {
            return unreadable!;
        }

        var (target, errors) = TargetRules.Check(input with { Headers = SecretHeaders.Restored(input.Headers ?? [], before.Headers) }, id, TargetOrigin.Api);
        if (target is null)
        {
            return Results.ValidationProblem(errors, title: "The target is not valid");
        }

        switch (await store.UpdateAsync(target, aborted))
        {
            case TargetChange.NameTaken:
                return NameTaken(target.Name);
            case TargetChange.NotFound:
                return NotFound(id);
            default:
                changes.Announce();
                return Results.Json(TargetView.Of(target));
        }
    }

    private static async Task<IResult> DeleteAsync(Guid id, ITargetStore store, Changes<Target> changes, CancellationToken aborted)
    {
        if (await store.FindAsync(id, aborted) is not { } before)
        {
            return NotFound(id);
        }

        if (before.Origin != TargetOrigin.Api)
        {
            return Provided(before);
        }

        await store.DeleteAsync(id, aborted);
        changes.Announce();
        return Results.NoContent();
    }

    private static async Task<IResult> ProbeAsync(Guid id, ITargetStore store, ProbeNow probe, CancellationToken aborted)
    {
        if (await store.FindAsync(id, aborted) is not { } target)
        {
            return NotFound(id);
        }

        return await probe.RunAsync(target, aborted) is { } result
            ? Results.Json(ProbeView.Of(result))
            : Results.Problem("Other probes asked for by hand are under way; try again in a moment.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many probes at once");
    }

    private static IResult NotFound(Guid id) => Results.Problem($"There is no target {id}.", statusCode: StatusCodes.Status404NotFound, title: "No such target");

    private static IResult NameTaken(string name) =>
        Results.Problem($"A target is called '{name}' already; names are unique because they are a label of its series.", statusCode: StatusCodes.Status409Conflict, title: "The name is taken");

    private static IResult Provided(Target target) => Results.Problem(
        target.Origin == TargetOrigin.File
            ? $"'{target.Name}' comes from the targets file (Targets:File); change it there and restart ingestion."
            : $"'{target.Name}' is the system itself (Self:Url); it cannot be changed.",
        statusCode: StatusCodes.Status409Conflict,
        title: "The target is provided by configuration");
}

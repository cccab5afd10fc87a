using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.LoadTest.Progress;
using PerfMonitor.LoadTest.Runs;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.LoadTest.Api;

/// <summary><c>/api/loadtests</c>: start, watch, stop.</summary>
internal static class RunsApi
{
    private const int MaximumListed = 200;

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/loadtests");
        runs.MapGet("/", ListAsync).RequireAuthorization(Roles.Viewer);
        runs.MapGet("/{id:guid}", FindAsync).RequireAuthorization(Roles.Viewer);
        runs.MapPost("/", StartAsync).RequireAuthorization(Roles.Operator);
        runs.MapPost("/{id:guid}/stop", StopAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<Results<Ok<RunList>, ProblemHttpResult>> ListAsync(RunStore store, int? limit, Guid? before, CancellationToken cancellationToken)
    {
        var last = before is { } id ? await store.FindAsync(id, cancellationToken) : null;
        if (before is not null && last is null)
        {
            return Unknown(before.Value);
        }

        var most = Math.Clamp(limit ?? 50, 1, MaximumListed);
        var runs = await store.ListAsync(most, last, cancellationToken);
        return TypedResults.Ok(new RunList(runs, runs.Count == most ? runs[^1].Id : null));
    }

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> FindAsync(Guid id, RunStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } run
            ? TypedResults.Ok(new RunView(run, run.Progress is null ? null : StatusLine.Running(run.Progress)))
            : Unknown(id);

    private static async Task<Results<Created<Run>, ValidationProblem, ProblemHttpResult>> StartAsync(
        RunRequest request, RunRegistry registry, IOptions<LoadTestOptions> options, HttpContext context, CancellationToken cancellationToken)
    {
        var (plan, errors) = RunPlan.From(request, options.Value);
        if (plan is null)
        {
            return TypedResults.ValidationProblem(errors);
        }

        return await registry.StartAsync(plan, context.User.Identity?.Name ?? "unknown", cancellationToken) is { } run
            ? TypedResults.Created($"/api/loadtests/{run.Id}", run)
            : TypedResults.Problem($"{options.Value.MaximumConcurrentRuns} load tests are running already (LoadTest:MaximumConcurrentRuns); stop one or wait for its end.", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> StopAsync(Guid id, RunRegistry registry, RunStore store, CancellationToken cancellationToken)
    {
        if (registry.Stop(id))
        {
            return TypedResults.Accepted($"/api/loadtests/{id}");
        }

        return await store.FindAsync(id, cancellationToken) is { } run
            ? TypedResults.Problem($"Load test {id} cannot be stopped here: it is {run.State}.", statusCode: StatusCodes.Status409Conflict)
            : Unknown(id);
    }

    private static ProblemHttpResult Unknown(Guid id) => TypedResults.Problem($"There is no load test {id}.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>A run with its status line.</summary>
    internal sealed record RunView(Run Run, string? Status);

    /// <summary>A page of the runs, newest first; <c>Next</c> goes into <c>before</c> for the next page, and is null at the end.</summary>
    internal sealed record RunList(IReadOnlyList<Run> Runs, Guid? Next);
}

using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.Analytics.Query;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/comparison</c>: two load-test runs or two ranges of time, before and after, without a baseline.</summary>
internal static class ComparisonApi
{
    public static void MapComparisonApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/comparison", CompareAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();

    private static async Task<Results<Ok<TimeComparison>, ValidationProblem, ProblemHttpResult>> CompareAsync(
        string? beforeRun,
        DateTimeOffset? beforeFrom,
        DateTimeOffset? beforeTo,
        string? afterRun,
        DateTimeOffset? afterFrom,
        DateTimeOffset? afterTo,
        ComponentReader reader,
        RunRanges runs,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        (Side? Before, Side? After) asked = (
            await SideAsync("before", beforeRun, beforeFrom, beforeTo, runs, errors, cancellationToken),
            await SideAsync("after", afterRun, afterFrom, afterTo, runs, errors, cancellationToken));
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        if (asked.Before is not { } before || asked.After is not { } after)
        {
            return TypedResults.Problem(
                $"The history holds nothing of the load test '{(asked.Before is null ? beforeRun : afterRun)}'.", statusCode: StatusCodes.Status404NotFound, title: "No such run");
        }

        // What only a run has says nothing of a range.
        var components = before.Run is not null && after.Run is not null ? DefaultComponents.Run : DefaultComponents.System;
        var step = BaselinePlan.StepFor(before.Length > after.Length ? before.Length : after.Length);
        return TypedResults.Ok(TimeComparison.Of(
            before.At(step),
            await reader.ReadAsync(components, before.Grid(step), RunRanges.LabelOf(before.Run), cancellationToken),
            after.At(step),
            await reader.ReadAsync(components, after.Grid(step), RunRanges.LabelOf(after.Run), cancellationToken)));
    }

    /// <summary>Null where nothing is known of the run.</summary>
    private static async Task<Side?> SideAsync(
        string name, string? run, DateTimeOffset? from, DateTimeOffset? to, RunRanges runs, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (run is not { Length: > 0 })
        {
            errors.Require(from < to, $"{name}From", $"Name a load test ({name}Run), or a start and a later end ({name}From, {name}To).");
            return new Side(null, from ?? default, to ?? default);
        }

        return await runs.OfAsync(run, cancellationToken) is { } range ? new Side(run, range.From, range.To) : null;
    }

    private readonly record struct Side(string? Run, DateTimeOffset From, DateTimeOffset To)
    {
        public TimeSpan Length => To - From;

        public ComparedTime At(TimeSpan step) => new(From, To, step.TotalSeconds, Run);

        public TimeGrid Grid(TimeSpan step) => TimeGrid.Within(From.ToUnixTimeMilliseconds(), To.ToUnixTimeMilliseconds(), (long)step.TotalMilliseconds);
    }
}

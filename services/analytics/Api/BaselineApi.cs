using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.Analytics.Query;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/baselines</c>: list, take, compare with, remove.</summary>
internal static class BaselineApi
{
    // Compared with unless a time is named: long enough for the step of the baseline, and for a median.
    private const int UsualSteps = 30;
    private static readonly TimeSpan UsualTime = TimeSpan.FromMinutes(5);

    public static void MapBaselineApi(this IEndpointRouteBuilder routes)
    {
        var baselines = routes.MapGroup("/api/v1/baselines").AddEndpointFilter<Unavailability>();
        baselines.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        baselines.MapGet("{name}", FindAsync).RequireAuthorization(Roles.Viewer);
        baselines.MapGet("{name}/comparison", CompareAsync).RequireAuthorization(Roles.Viewer);
        baselines.MapPost("", TakeAsync).RequireAuthorization(Roles.Operator);
        baselines.MapDelete("{name}", DeleteAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<Ok<BaselineList>> ListAsync(BaselineStore store, InitialBaseline initial, IOptions<BaselineOptions> options, CancellationToken cancellationToken) =>
        TypedResults.Ok(new BaselineList([.. (await store.ListAsync(cancellationToken)).Select(BaselineSummary.Of)], options.Value.Reference, initial.State));

    private static async Task<Results<Ok<Baseline>, ProblemHttpResult>> FindAsync(string name, int? version, BaselineStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(name, version, cancellationToken) is { } baseline ? TypedResults.Ok(baseline) : Unknown(name, version);

    private static async Task<Results<Created<BaselineSummary>, ValidationProblem, ProblemHttpResult>> TakeAsync(
        BaselineRequest request, BaselineTaking taking, RunRanges runs, BaselineStore store, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var range = request.Run is { Length: > 0 } run ? await runs.OfAsync(run, cancellationToken) : null;
        var (plan, errors) = BaselinePlan.Check(request, range, now);
        if (plan is null)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var (baseline, reason) = await taking.TakeAsync(plan, context.User.Identity?.Name ?? "unknown", now, cancellationToken);
        if (baseline is null)
        {
            return TypedResults.Problem(reason, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The range is no baseline");
        }

        return await store.AddAsync(baseline, cancellationToken) is { } stored
            ? TypedResults.Created($"/api/v1/baselines/{stored.Name}?version={stored.Version}", BaselineSummary.Of(stored))
            : TypedResults.Problem($"There are {BaselineStore.MostVersions} versions of baselines; remove some first.", statusCode: StatusCodes.Status409Conflict, title: "Too many baselines");
    }

    private static async Task<Results<Ok<Impact>, ProblemHttpResult>> CompareAsync(
        string name,
        int? version,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string? run,
        BaselineStore store,
        ComponentReader reader,
        RunRanges runs,
        IOptions<BaselineOptions> options,
        InitialBaseline initial,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var wanted = name == BaselinePlan.Reference ? options.Value.Reference : name;
        if (await store.FindAsync(wanted, version, cancellationToken) is not { } baseline)
        {
            return wanted == BaselinePlan.Initial ? Unknown(initial.State) : Unknown(wanted, version);
        }

        var step = TimeSpan.FromSeconds(baseline.StepSeconds);
        var range = run is { Length: > 0 } ? await runs.OfAsync(run, cancellationToken) : null;
        if (run is { Length: > 0 } && range is null)
        {
            return TypedResults.Problem($"The history holds nothing of the load test '{run}'.", statusCode: StatusCodes.Status404NotFound, title: "No such run");
        }

        var end = range?.To ?? to ?? clock.GetUtcNow();
        var usual = UsualSteps * step > UsualTime ? UsualSteps * step : UsualTime;
        var start = range?.From ?? from ?? end - usual;
        var grid = TimeGrid.Within(start.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds(), (long)step.TotalMilliseconds);
        if (start >= end || grid.Points > BaselinePlan.MostSamples)
        {
            return TypedResults.Problem(
                FormattableString.Invariant($"From {start:O} to {end:O} there are {grid.Points} steps of {step.TotalSeconds} s; there may be 1 to {BaselinePlan.MostSamples}."), statusCode: StatusCodes.Status400BadRequest, title: "Invalid range");
        }

        var now = await reader.ReadAsync(baseline.Components, grid, RunRanges.LabelOf(run) ?? baseline.Run, cancellationToken);
        return TypedResults.Ok(Impact.Of(baseline, new ComparedTime(start, end, step.TotalSeconds, run), now));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, int? version, BaselineStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(name, version, cancellationToken) > 0 ? TypedResults.NoContent() : Unknown(name, version);

    private static ProblemHttpResult Unknown(string name, int? version) =>
        Unknown($"There is no {(version is { } number ? $"version {number} of the " : "")}baseline '{name}'.");

    private static ProblemHttpResult Unknown(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "No such baseline");
}

/// <summary>Every baseline without its samples, the one the overview compares with, and how the first one stands.</summary>
internal sealed record BaselineList(IReadOnlyList<BaselineSummary> Baselines, string Reference, string Initial);

/// <summary>A baseline without its samples.</summary>
internal sealed record BaselineSummary(
    string Name, int Version, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset From, DateTimeOffset To, double StepSeconds, BaselineSource Source, string? Run, string? Note, IReadOnlyList<ComponentSummary> Components)
{
    public static BaselineSummary Of(Baseline baseline) => new(
        baseline.Name, baseline.Version, baseline.CreatedAt, baseline.CreatedBy, baseline.From, baseline.To, baseline.StepSeconds, baseline.Source, baseline.Run, baseline.Note, [.. baseline.Components.Select(ComponentSummary.Of)]);
}

/// <summary>A component in a few figures.</summary>
internal sealed record ComponentSummary(string Name, ComponentRole Role, string Unit, Better Better, double? TargetPercent, string Query, SampleSummary? Samples, Growth Growth)
{
    public static ComponentSummary Of(BaselineComponent component) => new(
        component.Name, component.Role, component.Unit, component.Better, component.TargetPercent, component.Query, SampleSummary.Of(component.Measured()), Growth.Over(component.Measured()));
}

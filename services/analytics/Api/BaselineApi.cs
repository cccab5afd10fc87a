using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.Analytics.Query;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/baselines</c>: list, take, compare with, choose as the reference, remove.</summary>
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
        baselines.MapPut(BaselinePlan.Reference, ChooseAsync).RequireAuthorization(Roles.Operator);
        baselines.MapDelete("{name}", DeleteAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<Ok<BaselineList>> ListAsync(BaselineStore store, InitialBaseline initial, ReferenceBaseline reference, CancellationToken cancellationToken)
    {
        var (baselines, chosen) = (await store.ListAsync(cancellationToken), await reference.FindAsync(cancellationToken));
        var compared = await store.FindAsync(chosen.Name, chosen.Version, cancellationToken);
        return TypedResults.Ok(new BaselineList([.. baselines.Select(BaselineSummary.Of)], chosen.Name, compared?.Version, initial.State));
    }

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
        ReferenceBaseline reference,
        InitialBaseline initial,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var wanted = name == BaselinePlan.Reference ? await reference.FindAsync(cancellationToken) : new BaselineChoice(name, version);
        if (await store.FindAsync(wanted.Name, wanted.Version, cancellationToken) is not { } baseline)
        {
            return wanted.Name == BaselinePlan.Initial && initial.Obstacle is { } obstacle ? Unknown(obstacle) : Unknown(wanted.Name, wanted.Version);
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

    private static async Task<Results<Ok<BaselineChoice>, ValidationProblem, ProblemHttpResult>> ChooseAsync(
        ChoiceRequest choice, BaselineStore store, ReferenceBaseline reference, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrEmpty(choice.Name), "name", "Name the baseline to compare with.");
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        if (await store.FindAsync(choice.Name!, choice.Version, cancellationToken) is not { } baseline)
        {
            return Unknown(choice.Name!, choice.Version);
        }

        await reference.ChooseAsync(baseline.Name, baseline.Version, context.User.Identity?.Name ?? "unknown", clock.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(new BaselineChoice(baseline.Name, baseline.Version));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, int? version, BaselineStore store, ReferenceBaseline reference, CancellationToken cancellationToken)
    {
        // Without its reference the overview would compare with nothing, and nobody would have meant that.
        if (await reference.FindAsync(cancellationToken) is { Version: { } used } chosen && chosen.Name == name && (version is null || version == used))
        {
            return TypedResults.Problem(
                $"Version {used} of '{name}' is the reference that the overview compares with; make another one the reference first.", statusCode: StatusCodes.Status409Conflict, title: "The baseline is in use");
        }

        return await store.DeleteAsync(name, version, cancellationToken) > 0 ? TypedResults.NoContent() : Unknown(name, version);
    }

    private static ProblemHttpResult Unknown(string name, int? version) =>
        Unknown(new ImpactObstacle(ObstacleKind.NoBaseline, $"There is no {(version is { } number ? $"version {number} of the " : "")}baseline '{name}'."));

    private static ProblemHttpResult Unknown(ImpactObstacle obstacle) => TypedResults.Problem(
        obstacle.Reason, statusCode: StatusCodes.Status404NotFound, title: "No such baseline", extensions: new Dictionary<string, object?> { ["obstacle"] = obstacle });
}

/// <summary>Every baseline without its samples, the one the overview compares with (its version is null while there is none), and how the first one stands.</summary>
internal sealed record BaselineList(IReadOnlyList<BaselineSummary> Baselines, string Reference, int? ReferenceVersion, string Initial);

/// <summary>The baseline to compare with; without a version the newest.</summary>
internal sealed record ChoiceRequest(string? Name, int? Version);

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

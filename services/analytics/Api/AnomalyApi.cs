using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/anomalies</c>: what was found, and what would have been; <c>/api/v1/watches</c>: what is watched.</summary>
internal static class AnomalyApi
{
    private const int LongestSearch = 200;
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(1);

    public static void MapAnomalyApi(this IEndpointRouteBuilder routes)
    {
        var anomalies = routes.MapGroup("/api/v1/anomalies").AddEndpointFilter<Unavailability>().RequireAuthorization(Roles.Viewer);
        anomalies.MapGet("", ListAsync);
        anomalies.MapGet("band", JudgeAsync);
        var watches = routes.MapGroup("/api/v1/watches").AddEndpointFilter<Unavailability>();
        watches.MapGet("", WatchesAsync).RequireAuthorization(Roles.Viewer);
        watches.MapPost("", AddAsync).RequireAuthorization(Roles.Operator);
        watches.MapPut("{name}", ChangeAsync).RequireAuthorization(Roles.Operator);
        watches.MapDelete("{name}", DeleteAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<Results<Ok<AnomalyList>, ValidationProblem>> ListAsync(
        DateTimeOffset? from, DateTimeOffset? to, string? watch, Word<AnomalyLevel>? level, string? series, Word<DetectorKind>? detector, double? probability, int? limit, AnomalyStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var until = to ?? clock.GetUtcNow();
        var since = from ?? until - UsualRange;
        var most = limit ?? 100;
        var errors = new FieldErrors();
        errors.Require(since <= until, "from", "The range begins after it ends.");
        errors.Require(series is null || series.Length <= LongestSearch, "series", $"A text to search for has at most {LongestSearch} characters.");
        errors.Require(probability is null or (>= 0 and <= 1), "probability", "A probability is 0 to 1.");
        errors.Require(most is >= 1 and <= AnomalyStore.MostInAnswer, "limit", $"The limit is 1 to {AnomalyStore.MostInAnswer}.");
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var filter = new AnomalyFilter(since, until) { Watch = watch, Least = level?.Value ?? AnomalyLevel.Info, Series = series, Detector = detector?.Value, Probability = probability ?? 0 };
        return TypedResults.Ok(new AnomalyList([.. (await store.ListAsync(filter, most, cancellationToken)).Select(AnomalyModel.Of)]));
    }

    private static async Task<Results<Ok<BandList>, ValidationProblem, ProblemHttpResult>> JudgeAsync(
        string? query, DateTimeOffset? start, DateTimeOffset? end, string? step, double? minimum, double? maximum, BandQuery bands, TimeProvider clock, CancellationToken cancellationToken)
    {
        var until = end ?? clock.GetUtcNow();
        var since = start ?? until - UsualRange;
        var definition = new WatchDefinition { Name = "band", Query = query ?? "", Step = step ?? "1m", Minimum = minimum, Maximum = maximum };
        var errors = definition.Check();
        errors.Require(since < until, "start", "The range begins before it ends.");
        errors.Require(
            definition.StepMs == 0 || (until - since).TotalMilliseconds / definition.StepMs <= BandQuery.MostSteps, "step", $"The range has at most {BandQuery.MostSteps} steps; make the step longer or the range shorter.");
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        var judged = await bands.JudgeAsync(definition, since.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), cancellationToken);
        return judged.Error is { } error
            ? TypedResults.Problem(error, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The query cannot be answered")
            : TypedResults.Ok(new BandList(definition.StepMs / 1_000.0, [.. judged.Verdicts.GroupBy(static verdict => verdict.Labels).Select(BandModel.Of)], judged.LeftOut));
    }

    private static async Task<Ok<WatchList>> WatchesAsync(WatchStore store, AnomalyWatcher watcher, CancellationToken cancellationToken) =>
        TypedResults.Ok(new WatchList([.. (await store.ListAsync(cancellationToken)).Select(watch => new WatchModel(watch.Definition, DateTimeOffset.FromUnixTimeMilliseconds(watch.JudgedUntilMs), watcher.ErrorOf(watch.Definition.Name)))]));

    private static async Task<Results<Created<WatchDefinition>, ValidationProblem, ProblemHttpResult>> AddAsync(WatchDefinition definition, WatchStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        Check(definition) is { Any: true } errors ? TypedResults.ValidationProblem(errors.All)
        : await store.AddAsync(definition, clock.GetUtcNow(), cancellationToken) ? TypedResults.Created($"/api/v1/watches/{definition.Name}", definition)
        : TypedResults.Problem(
            $"The name '{definition.Name}' is taken, or there are {WatchStore.MostWatches} watches; remove one first.", statusCode: StatusCodes.Status409Conflict, title: "The watch is not added");

    private static async Task<Results<Ok<WatchDefinition>, ValidationProblem, ProblemHttpResult>> ChangeAsync(string name, WatchDefinition definition, WatchStore store, CancellationToken cancellationToken)
    {
        var errors = definition.Check();
        errors.Require(definition.Name == name, "name", $"A watch keeps its name, '{name}'; its series are found by it.");
        return errors.Any ? TypedResults.ValidationProblem(errors.All)
            : await store.ChangeAsync(definition, cancellationToken) ? TypedResults.Ok(definition)
            : NoSuchWatch(name);
    }

    private static FieldErrors Check(WatchDefinition definition)
    {
        var errors = definition.Check();
        errors.Require(!definition.Name.StartsWith(RuleSource.OwnPrefix, StringComparison.Ordinal), "name", $"Names that begin with '{RuleSource.OwnPrefix}' belong to rules.");
        return errors;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, WatchStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(name, cancellationToken) ? TypedResults.NoContent() : NoSuchWatch(name);

    private static ProblemHttpResult NoSuchWatch(string name) =>
        TypedResults.Problem($"There is no watch '{name}', or it belongs to a rule and goes with it.", statusCode: StatusCodes.Status404NotFound, title: "No such watch");
}

internal sealed record WatchList(IReadOnlyList<WatchModel> Watches);

/// <summary>A watch, how far it is judged, and what was wrong with it the last time.</summary>
internal sealed record WatchModel(WatchDefinition Definition, DateTimeOffset JudgedUntil, string? Error);

internal sealed record AnomalyList(IReadOnlyList<AnomalyModel> Anomalies);

/// <summary>An anomaly as the API shows it.</summary>
internal sealed record AnomalyModel(
    string Watch,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset Time,
    double Value,
    double? Expected,
    double? Lower,
    double? Upper,
    double Probability,
    AnomalyLevel Level,
    bool IsNews,
    IReadOnlyList<Vote> Votes,
    string Reason)
{
    public static AnomalyModel Of(StoredAnomaly anomaly) => Of(anomaly.Watch, anomaly.Labels, anomaly.Verdict);

    public static AnomalyModel Of(string watch, IReadOnlyDictionary<string, string> labels, Verdict verdict) => new(
        watch,
        labels,
        DateTimeOffset.FromUnixTimeMilliseconds(verdict.TimestampMs),
        verdict.Value,
        Finite(verdict.Expected),
        Finite(verdict.Lower),
        Finite(verdict.Upper),
        verdict.Probability,
        verdict.Level,
        verdict.IsNews,
        verdict.Votes,
        verdict.Reason);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

internal sealed record BandList(double StepSeconds, IReadOnlyList<BandModel> Series, int LeftOut);

/// <summary>A series' band: [seconds, expected, lower, upper] of each judged value; the anomalies; and why the last value was not judged.</summary>
internal sealed record BandModel(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<double[]> Band, IReadOnlyList<AnomalyModel> Anomalies, string? NotJudged)
{
    public static BandModel Of(IEnumerable<SeriesVerdict> verdicts)
    {
        var all = verdicts.ToList();
        var labels = all[0].Labels.ToDictionary(static label => label.Name, static label => label.Value);
        var judged = all.Where(static one => one.Verdict.State == VerdictState.Judged).Select(static one => one.Verdict).ToList();

        // A value out of range is judged before anything is expected of the series.
        var expected = judged.Where(static verdict => double.IsFinite(verdict.Expected) && double.IsFinite(verdict.Lower) && double.IsFinite(verdict.Upper));
        return new BandModel(
            labels,
            [.. expected.Select(static verdict => new[] { verdict.TimestampMs / 1_000.0, verdict.Expected, verdict.Lower, verdict.Upper })],
            [.. judged.Where(static verdict => verdict.Level != AnomalyLevel.None).Select(verdict => AnomalyModel.Of("band", labels, verdict))],
            all[^1].Verdict.State == VerdictState.Judged ? null : all[^1].Verdict.Reason);
    }
}

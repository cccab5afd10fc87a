using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Replay;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>What the pipeline would make of alerts: for back-tests of rules. Nothing is stored.</summary>
internal static class ReplayApi
{
    // Events of one request, over all its runs, and runs of one request.
    private const int MostEvents = 50_000;
    private const int MostRuns = 100;
    private const long LargestBody = 64 * 1024 * 1024;

    // How long a request waits for its turn: longer than a usual replay takes, shorter than whoever asks waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void MapReplay(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/alerts/replay", ReplayAsync).RequireAuthorization(Roles.Viewer).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> ReplayAsync(
        ReplayRequest request, ReplayTurns turns, PipelineRules rules, SilenceStore silences, MaintenanceStore maintenance, OtherEpisodes others, EscalationSettings settings, WorkingChannels channels, CancellationToken cancellationToken)
    {
        if (request.Runs is not { Count: > 0 and <= MostRuns } runs)
        {
            return Problems.Invalid("runs", $"{request.Runs?.Count ?? 0} runs", $"1 to {MostRuns} runs");
        }

        if (runs.Sum(run => run.Fired.Count + run.Resolved.Count) is > MostEvents and var events)
        {
            return Problems.Invalid("runs", $"{events} events", $"at most {MostEvents} events in all");
        }

        using var turn = await turns.TakeAsync(Patience, cancellationToken);
        if (turn is null)
        {
            return TypedResults.Problem(
                "Other replays are under way; try again in a moment.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many replays at once");
        }

        var fired = runs.SelectMany(run => run.Fired).ToList();
        var own = fired.Select(one => OtherEpisodes.Key(one.RuleName, one.Severity)).ToHashSet();
        var (episodes, isCut) = fired.Count == 0 ? ([], false) : await others.ReadAsync(fired.Min(one => one.FiredAt), request.Until, own, cancellationToken);
        var around = new ReplaySurroundings(
            request.WithoutSilences ? [] : await silences.ListAsync(cancellationToken),
            request.WithoutSilences ? [] : await maintenance.ListAsync(cancellationToken),
            episodes,
            await settings.ReadAsync(cancellationToken),
            channels.Names);
        return TypedResults.Ok(new ReplayAnswer([.. runs.Select(run => AlertReplay.Run(rules, around, run.Fired, run.Resolved, request.Until, cancellationToken))], episodes.Count, isCut));
    }
}

/// <param name="Runs">Each is replayed by itself.</param>
/// <param name="Until">Reminders are counted up to here.</param>
/// <param name="WithoutSilences">Leaves the stored silences and maintenance windows out.</param>
internal sealed record ReplayRequest(IReadOnlyList<ReplayRun>? Runs, DateTimeOffset Until, bool WithoutSilences = false);

/// <summary>What the bus would have brought.</summary>
internal sealed record ReplayRun(IReadOnlyList<AlertFired> Fired, IReadOnlyList<AlertResolved> Resolved);

/// <summary>What came of each run, in the request's order, and how many episodes of other rules could hold something back.</summary>
internal sealed record ReplayAnswer(IReadOnlyList<ReplayResult> Runs, int Others, bool AreOthersCut);

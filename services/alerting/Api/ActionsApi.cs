using PerfMonitor.Alerting.Actions;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Emergency actions: what there is, what ran, ask, approve, and the kill switch.</summary>
internal static class ActionsApi
{
    private const int MostListed = 500;
    private const int LongestText = 500;

    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/actions");
        api.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        api.MapGet("runs", RunsAsync).RequireAuthorization(Roles.Viewer);
        api.MapGet("runs/{id:guid}/audit", AuditAsync).RequireAuthorization(Roles.Viewer);
        api.MapPost("{name}/run", RunAsync).RequireAuthorization(Roles.Operator);
        api.MapPost("runs/{id:guid}/approve", (Guid id, ActionStore store, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) => DecideAsync(id, true, store, context, clock, cancellationToken)).RequireAuthorization(Roles.Operator);
        api.MapPost("runs/{id:guid}/reject", (Guid id, ActionStore store, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) => DecideAsync(id, false, store, context, clock, cancellationToken)).RequireAuthorization(Roles.Operator);

        // Anybody who may act may stop everything; to go on is for who answers for it.
        api.MapPost("stop", StopAsync).RequireAuthorization(Roles.Operator);
        api.MapPost("resume", ResumeAsync).RequireAuthorization(Roles.Admin);
    }

    private static async Task<IResult> ListAsync(ActionRunner runner, ActionStore store, CancellationToken cancellationToken) => TypedResults.Ok(new ActionListModel(
        (await store.RequestAsync("", "", cancellationToken)).Stopped,
        [.. runner.Actions.Select(static action => new ActionModel(
            action.Name, AlertRow.Word(action.Kind), action.Match, action.Automatic, action.RequiresApproval, action.DryRun, action.Cooldown.TotalSeconds, action.Verify is not null, action.Off))]));

    private static async Task<IResult> RunsAsync(ActionStore store, CancellationToken cancellationToken, int limit = 100) =>
        limit is < 1 or > MostListed ? Problems.Invalid("limit", $"{limit}", $"1 to {MostListed}") : TypedResults.Ok(new ActionRunsModel(await store.ListAsync(limit, cancellationToken)));

    private static async Task<IResult> AuditAsync(Guid id, ActionStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ActionAuditModel([.. (await store.AuditAsync(id, cancellationToken)).Select(static line => new ActionAuditLine(line.At, line.Actor, line.Text))]));

    private static async Task<IResult> RunAsync(string name, ActionRunRequest request, HttpContext context, ActionRunner runner, ActionAsking asking, AlertQueries queries, CancellationToken cancellationToken)
    {
        if (runner.Actions.FirstOrDefault(action => action.Name == name) is not { } action)
        {
            return Problems.NotFound("No such action", $"There is no action '{name}'; there are {string.Join(", ", runner.Actions.Select(static one => one.Name))}.");
        }

        if (request.IdempotencyKey is { Length: > LongestText } key)
        {
            return Problems.Invalid("idempotencyKey", $"{key.Length} characters", $"at most {LongestText} characters");
        }

        var filter = new AlertFilter { States = Enum.GetValues<AlertState>(), Severities = Enum.GetValues<Severity>(), Fingerprint = request.Fingerprint ?? "", Limit = 1 };
        if (await queries.ListAsync(filter, cancellationToken) is not [var alert])
        {
            return Problems.NoSuchAlert(request.Fingerprint ?? "");
        }

        var (run, isNew) = await asking.AskAsync(action, alert, context.User.Identity!.Name!, $"{name}|by hand|{request.IdempotencyKey ?? Guid.NewGuid().ToString()}", request.DryRun, cancellationToken);
        return isNew ? TypedResults.Accepted($"/api/actions/runs/{run.Id}/audit", run) : TypedResults.Ok(run);
    }

    private static async Task<IResult> DecideAsync(Guid id, bool approved, ActionStore store, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) =>
        await store.DecideAsync(id, approved, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken)
            ? TypedResults.NoContent()
            : await store.OverAsync(id, cancellationToken) is { } alert
            ? Problems.Conflict("Alert is over", $"{alert}, which run {id} is for, is over: reject the run; when the alert fires again, the action is asked for anew.")
            : Problems.Conflict("Nothing to decide", $"No run {id} waits for a decision.");

    private static async Task<IResult> StopAsync(StopRequest request, ActionStore store, HttpContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestText)
        {
            return Problems.Invalid("reason", request.Reason, $"why, in at most {LongestText} characters");
        }

        await store.SwitchAsync(request.Reason, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ResumeAsync(ActionStore store, HttpContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        await store.SwitchAsync(null, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <param name="Stopped">Who threw the kill switch, and why; left out while it is not thrown.</param>
/// <param name="Actions">All of them.</param>
internal sealed record ActionListModel(string? Stopped, IReadOnlyList<ActionModel> Actions);

internal sealed record ActionModel(
    string Name, string Kind, IReadOnlyList<string> Match, bool Automatic, bool RequiresApproval, bool DryRun, double CooldownSeconds, bool Verified, string? Off);

internal sealed record ActionRunsModel(IReadOnlyList<ActionRun> Runs);

internal sealed record ActionAuditModel(IReadOnlyList<ActionAuditLine> Audit);

internal sealed record ActionAuditLine(DateTimeOffset At, string Actor, string Text);

/// <param name="Fingerprint">The alert it is for; the newest episode.</param>
/// <param name="DryRun">Only say what it would do.</param>
/// <param name="IdempotencyKey">The same key again is the same run.</param>
internal sealed record ActionRunRequest(string? Fingerprint, bool DryRun = false, string? IdempotencyKey = null);

internal sealed record StopRequest(string? Reason);

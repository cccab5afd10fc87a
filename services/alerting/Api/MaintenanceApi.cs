using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Maintenance windows: list, preview, make, change, remove.</summary>
internal static class MaintenanceApi
{
    public static void MapMaintenance(this IEndpointRouteBuilder routes)
    {
        var windows = routes.MapGroup("/api/maintenance");
        windows.MapGet("", async (MaintenanceStore store, TimeProvider clock, CancellationToken cancellationToken) =>
            TypedResults.Ok(new MaintenanceListModel((await store.ListAsync(cancellationToken)).Select(window => MaintenanceModel.Of(window, clock.GetUtcNow())).ToList()))).RequireAuthorization(Roles.Viewer);
        windows.MapPost("preview", PreviewAsync).RequireAuthorization(Roles.Viewer);
        windows.MapPost("", CreateAsync).RequireAuthorization(Roles.Operator);
        windows.MapPut("{id:guid}", ReplaceAsync).RequireAuthorization(Roles.Operator);
        windows.MapDelete("{id:guid}", RemoveAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> CreateAsync(MaintenanceRequest request, HttpContext context, MaintenanceStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (window, errors) = MaintenanceRules.Read(request, Guid.CreateVersion7(now), context.User.Identity!.Name!, now);
        if (window is null)
        {
            return Problems.Refused(errors);
        }

        return await store.AddAsync(window, MaintenanceRules.Most, cancellationToken)
            ? TypedResults.Created($"/api/maintenance/{window.Id}", MaintenanceModel.Of(window, now))
            : Problems.Conflict("Too many maintenance windows", $"There are {MaintenanceRules.Most} already; remove some first.");
    }

    /// <summary>Another in the place of one. It has an id of its own: of two people who change the same one, the second is told instead of undoing what the first did.</summary>
    private static async Task<IResult> ReplaceAsync(Guid id, MaintenanceRequest request, HttpContext context, MaintenanceStore store, TimeProvider clock, Signals signals, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (window, errors) = MaintenanceRules.Read(request, Guid.CreateVersion7(now), context.User.Identity!.Name!, now);
        if (window is null)
        {
            return Problems.Refused(errors);
        }

        if (!await store.ReplaceAsync(id, window, now, cancellationToken))
        {
            return NoSuchWindow(id);
        }

        // One that holds back less lets others speak.
        signals.Flushing.Signal();
        return TypedResults.Created($"/api/maintenance/{window.Id}", MaintenanceModel.Of(window, now));
    }

    /// <summary>What matchers hit now; that a window which is planned hits nothing yet is as it should be.</summary>
    private static async Task<IResult> PreviewAsync(MaintenancePreviewRequest request, AlertQueries queries, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var matchers = MatcherModel.Read(request.Matchers, errors);
        if (errors.Any)
        {
            return Problems.Refused(errors);
        }

        var preview = MatchPreview.Of(matchers, await queries.ListAsync(AlertFilter.Open(MatchPreview.MostOpen), cancellationToken));
        return TypedResults.Ok(preview.Matching == 0 && !SilenceScope.MatchesEverything(matchers) ? preview with { Warning = null } : preview);
    }

    private static async Task<IResult> RemoveAsync(Guid id, MaintenanceStore store, TimeProvider clock, Signals signals, CancellationToken cancellationToken)
    {
        if (!await store.RemoveAsync(id, clock.GetUtcNow(), cancellationToken))
        {
            return NoSuchWindow(id);
        }

        signals.Flushing.Signal();
        return TypedResults.NoContent();
    }

    private static IResult NoSuchWindow(Guid id) =>
        Problems.NotFound("No such maintenance window", $"No maintenance window has the id {id}; somebody may have changed or removed it meanwhile. Read the list again.");
}

/// <summary>A maintenance window to make: once (startsAt, endsAt), daily, weekly or monthly. Without matchers it holds for every alert.</summary>
internal sealed record MaintenanceRequest(
    string? Name, IReadOnlyList<MatcherModel>? Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, RecurrenceModel? Weekly = null, RecurrenceModel? Daily = null, RecurrenceModel? Monthly = null)
{
    /// <summary>How it comes back, and what that is called; null: it does not.</summary>
    public (RecurrenceModel Model, string Name)? Recurring() => Daily is not null ? (Daily, "daily") : Weekly is not null ? (Weekly, "weekly") : Monthly is not null ? (Monthly, "monthly") : null;
}

/// <summary>Which alerts a maintenance window would hold back, asked before it is made.</summary>
internal sealed record MaintenancePreviewRequest(IReadOnlyList<MatcherModel>? Matchers);

internal sealed record MaintenanceListModel(IReadOnlyList<MaintenanceModel> Windows);

/// <summary>A maintenance window as the API shows it; <c>activeUntil</c> while the work goes on, <c>next</c> where it begins once more.</summary>
internal sealed record MaintenanceModel(Guid Id, string Name, IReadOnlyList<MatcherModel> Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, RecurrenceModel? Weekly, RecurrenceModel? Daily, RecurrenceModel? Monthly, DateTimeOffset? ActiveUntil, Occurrence? Next, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static MaintenanceModel Of(MaintenanceWindow window, DateTimeOffset now) => new(
        window.Id,
        window.Name,
        window.Matchers.Select(MatcherModel.Of).ToList(),
        window.StartsAt,
        window.EndsAt,
        RecurrenceModel.Weekly(window.Recurrence),
        RecurrenceModel.Daily(window.Recurrence),
        RecurrenceModel.Monthly(window.Recurrence),
        window.EndOfCurrent(now),
        window.Next(now),
        window.CreatedBy,
        window.CreatedAt);
}

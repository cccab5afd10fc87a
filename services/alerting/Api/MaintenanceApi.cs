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

/// <summary>A maintenance window to make: once (startsAt, endsAt) or weekly. Without matchers it holds for every alert.</summary>
internal sealed record MaintenanceRequest(string? Name, IReadOnlyList<MatcherModel>? Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, WeeklyModel? Weekly);

/// <summary>Which alerts a maintenance window would hold back, asked before it is made.</summary>
internal sealed record MaintenancePreviewRequest(IReadOnlyList<MatcherModel>? Matchers);

/// <summary>Days as <c>monday</c>…, start as <c>02:00</c>, a duration in minutes, and the IANA name of the time zone.</summary>
internal sealed record WeeklyModel(IReadOnlyList<string>? Days, string? Start, int DurationMinutes, string? TimeZone)
{
    public static WeeklyModel Of(WeeklyRecurrence weekly) => new(
        weekly.Days.Select(Weekday.Write).ToList(),
        weekly.Start.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        (int)weekly.Duration.TotalMinutes,
        weekly.TimeZone);

    /// <summary>What is wrong with it goes to <paramref name="errors"/>.</summary>
    public void Check(FieldErrors errors)
    {
        errors.Require(Days is { Count: > 0 }, "weekly.days", "", "one or more of monday, tuesday, …");
        errors.RequireEach(Days, Weekday.IsOne, "weekly.days", "one of monday, tuesday, …");
        errors.Require(TimeOnly.TryParseExact(Start, "HH:mm", out _), "weekly.start", Start, "a time such as 02:00");
        errors.Require(DurationMinutes >= 1 && DurationMinutes <= WeeklyRecurrence.Longest.TotalMinutes, "weekly.durationMinutes", $"{DurationMinutes}", $"1 to {WeeklyRecurrence.Longest.TotalMinutes:0}");
        errors.Require(TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "UTC", out _), "weekly.timeZone", TimeZone, "an IANA name such as Europe/Berlin that this machine knows");
    }

    public WeeklyRecurrence Read() => new(
        Days!.Select(Weekday.Read).Distinct().ToList(),
        TimeOnly.ParseExact(Start!, "HH:mm"),
        TimeSpan.FromMinutes(DurationMinutes),
        TimeZone ?? "UTC");
}

internal sealed record MaintenanceListModel(IReadOnlyList<MaintenanceModel> Windows);

/// <summary>A maintenance window as the API shows it; <c>activeUntil</c> while the work goes on, <c>next</c> where it begins once more.</summary>
internal sealed record MaintenanceModel(Guid Id, string Name, IReadOnlyList<MatcherModel> Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, WeeklyModel? Weekly, DateTimeOffset? ActiveUntil, Occurrence? Next, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static MaintenanceModel Of(MaintenanceWindow window, DateTimeOffset now) => new(
        window.Id,
        window.Name,
        window.Matchers.Select(MatcherModel.Of).ToList(),
        window.StartsAt,
        window.EndsAt,
        window.Weekly is null ? null : WeeklyModel.Of(window.Weekly),
        window.EndOfCurrent(now),
        window.Next(now),
        window.CreatedBy,
        window.CreatedAt);
}

using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Maintenance windows: list, make, remove.</summary>
internal static class MaintenanceApi
{
    public static void MapMaintenance(this IEndpointRouteBuilder routes)
    {
        var windows = routes.MapGroup("/api/maintenance");
        windows.MapGet("", async (MaintenanceStore store, TimeProvider clock, CancellationToken cancellationToken) =>
            TypedResults.Ok(new MaintenanceListModel((await store.ListAsync(cancellationToken)).Select(window => MaintenanceModel.Of(window, clock.GetUtcNow())).ToList()))).RequireAuthorization(Roles.Viewer);
        windows.MapPost("", CreateAsync).RequireAuthorization(Roles.Operator);
        windows.MapDelete("{id:guid}", RemoveAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> CreateAsync(MaintenanceRequest request, HttpContext context, MaintenanceStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (window, wrong) = MaintenanceRules.Read(request, Guid.CreateVersion7(now), context.User.Identity!.Name!, now);
        if (window is null)
        {
            return Problems.Refused(wrong!.Name, wrong.Reason);
        }

        return await store.AddAsync(window, MaintenanceRules.Most, cancellationToken)
            ? TypedResults.Created($"/api/maintenance/{window.Id}", MaintenanceModel.Of(window, now))
            : Problems.Conflict("Too many maintenance windows", $"There are {MaintenanceRules.Most} already; remove some first.");
    }

    private static async Task<IResult> RemoveAsync(Guid id, MaintenanceStore store, TimeProvider clock, Signals signals, CancellationToken cancellationToken)
    {
        if (!await store.RemoveAsync(id, clock.GetUtcNow(), cancellationToken))
        {
            return Problems.NotFound("No such maintenance window", $"No maintenance window has the id {id}.");
        }

        signals.Flushing.Signal();
        return TypedResults.NoContent();
    }
}

/// <summary>A maintenance window to make: once (startsAt, endsAt) or weekly. Without matchers it holds for every alert.</summary>
internal sealed record MaintenanceRequest(string? Name, IReadOnlyList<MatcherModel>? Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, WeeklyModel? Weekly);

/// <summary>Days as <c>monday</c>…, start as <c>02:00</c>, a duration in minutes, and the IANA name of the time zone.</summary>
internal sealed record WeeklyModel(IReadOnlyList<string>? Days, string? Start, int DurationMinutes, string? TimeZone)
{
    public static WeeklyModel Of(WeeklyRecurrence weekly) => new(
        weekly.Days.Select(day => day.ToString().ToLowerInvariant()).ToList(),
        weekly.Start.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        (int)weekly.Duration.TotalMinutes,
        weekly.TimeZone);

    /// <summary>What is wrong with it.</summary>
    public Wrong? Refuse() =>
        Days is not { Count: > 0 } || Days.Any(day => !Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out _) || int.TryParse(day, out _)) ? new("weekly.days", string.Join(", ", Days ?? []), "one or more of monday, tuesday, …")
        : !TimeOnly.TryParseExact(Start, "HH:mm", out _) ? new("weekly.start", Start, "a time such as 02:00")
        : DurationMinutes < 1 || DurationMinutes > WeeklyRecurrence.Longest.TotalMinutes ? new("weekly.durationMinutes", $"{DurationMinutes}", $"1 to {WeeklyRecurrence.Longest.TotalMinutes:0}")
        : !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "UTC", out _) ? new("weekly.timeZone", TimeZone, "an IANA name such as Europe/Berlin that this machine knows")
        : null;

    public WeeklyRecurrence Read() => new(
        Days!.Select(day => Enum.Parse<DayOfWeek>(day, ignoreCase: true)).Distinct().ToList(),
        TimeOnly.ParseExact(Start!, "HH:mm"),
        TimeSpan.FromMinutes(DurationMinutes),
        TimeZone ?? "UTC");
}

internal sealed record MaintenanceListModel(IReadOnlyList<MaintenanceModel> Windows);

/// <summary>A maintenance window as the API shows it; <c>activeUntil</c> while the work goes on.</summary>
internal sealed record MaintenanceModel(Guid Id, string Name, IReadOnlyList<MatcherModel> Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, WeeklyModel? Weekly, DateTimeOffset? ActiveUntil, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static MaintenanceModel Of(MaintenanceWindow window, DateTimeOffset now) => new(
        window.Id,
        window.Name,
        window.Matchers.Select(MatcherModel.Of).ToList(),
        window.StartsAt,
        window.EndsAt,
        window.Weekly is null ? null : WeeklyModel.Of(window.Weekly),
        window.EndOfCurrent(now),
        window.CreatedBy,
        window.CreatedAt);
}

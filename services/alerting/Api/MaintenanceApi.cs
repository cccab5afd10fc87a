using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Maintenance windows: list, make, remove.</summary>
internal static class MaintenanceApi
{
    // Each is looked at for every alert.
    private const int MostWindows = 500;
    private const int LongestName = 200;

    private static readonly TimeSpan LongestOnce = TimeSpan.FromDays(366);

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
        var (matchers, error) = MatcherModel.Read(request.Matchers);
        if (error is not null)
        {
            return Problems.Refused("matchers", error);
        }

        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName)
        {
            return Problems.Invalid("name", request.Name, $"1 to {LongestName} characters");
        }

        if (Wrong(request) is { } wrong)
        {
            return wrong;
        }

        var now = clock.GetUtcNow();
        var window = new MaintenanceWindow
        {
            Id = Guid.CreateVersion7(now),
            Name = request.Name,
            Matchers = matchers,
            StartsAt = request.Weekly is null ? request.StartsAt : null,
            EndsAt = request.Weekly is null ? request.EndsAt : null,
            Weekly = request.Weekly?.Read(),
            CreatedBy = context.User.Identity!.Name!,
            CreatedAt = now,
        };
        return await store.AddAsync(window, MostWindows, cancellationToken)
            ? TypedResults.Created($"/api/maintenance/{window.Id}", MaintenanceModel.Of(window, now))
            : Problems.Conflict("Too many maintenance windows", $"There are {MostWindows} already; remove some first.");
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

    private static IResult? Wrong(MaintenanceRequest request)
    {
        if (request.Weekly is { } weekly)
        {
            return weekly.Wrong();
        }

        return request is not { StartsAt: { } start, EndsAt: { } end } || end <= start || end - start > LongestOnce
            ? Problems.Invalid("endsAt", request.EndsAt?.ToString("O"), $"after startsAt and at most {LongestOnce.TotalDays:0} days later; give startsAt and endsAt, or weekly")
            : null;
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

    public IResult? Wrong() =>
        Days is not { Count: > 0 } || Days.Any(day => !Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out _) || int.TryParse(day, out _)) ? Problems.Invalid("weekly.days", string.Join(", ", Days ?? []), "one or more of monday, tuesday, …")
        : !TimeOnly.TryParseExact(Start, "HH:mm", out _) ? Problems.Invalid("weekly.start", Start, "a time such as 02:00")
        : DurationMinutes < 1 || DurationMinutes > WeeklyRecurrence.Longest.TotalMinutes ? Problems.Invalid("weekly.durationMinutes", $"{DurationMinutes}", $"1 to {WeeklyRecurrence.Longest.TotalMinutes:0}")
        : !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "UTC", out _) ? Problems.Invalid("weekly.timeZone", TimeZone, "an IANA name such as Europe/Berlin that this machine knows")
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

using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Says of things, given by their labels, whether somebody works on them on purpose now. The window's name is left out: who asks may tell strangers.</summary>
internal static class MaintenanceLookup
{
    // Each is held against every window.
    private const int Most = 1000;

    public static void MapMaintenanceLookup(this IEndpointRouteBuilder routes) => routes.MapPost("/api/maintenance/lookup", LookUpAsync).RequireAuthorization(Roles.Viewer);

    /// <summary>For each, when the work on it ends; null where there is none.</summary>
    public static IReadOnlyList<DateTimeOffset?> LookUp(IReadOnlyList<IReadOnlyDictionary<string, string>> things, IReadOnlyList<MaintenanceWindow> windows, DateTimeOffset now)
    {
        var going = windows.Select(window => (window.Matchers, End: window.EndOfCurrent(now))).Where(static window => window.End is not null).ToList();
        return [.. things.Select(labels => going.Where(window => window.Matchers.AllMatch(labels)).Max(static window => window.End))];
    }

    private static async Task<IResult> LookUpAsync(MaintenanceQuestion question, MaintenanceStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (question.Labels is not { Count: > 0 and <= Most } labels || labels.Any(static one => one is null))
        {
            return Problems.Invalid("labels", $"{question.Labels?.Count} label sets", $"1 to {Most} label sets");
        }

        return TypedResults.Ok(new MaintenanceAnswer(LookUp(labels, await store.ListAsync(cancellationToken), clock.GetUtcNow())));
    }
}

internal sealed record MaintenanceQuestion(IReadOnlyList<IReadOnlyDictionary<string, string>>? Labels);

/// <param name="Until">In the order they were asked for.</param>
internal sealed record MaintenanceAnswer(IReadOnlyList<DateTimeOffset?> Until);

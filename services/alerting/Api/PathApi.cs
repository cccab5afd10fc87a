using PerfMonitor.Alerting.Latency;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>How long alerts take from the sample to each channel.</summary>
internal static class PathApi
{
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromDays(1);

    public static void MapPath(this IEndpointRouteBuilder routes) => routes.MapGet("/api/alerts/path", PathAsync).RequireAuthorization(Roles.Viewer);

    private static async Task<IResult> PathAsync(PathStore store, TimeProvider clock, CancellationToken cancellationToken, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var end = to ?? clock.GetUtcNow();
        var begin = from ?? end - UsualPeriod;
        if (begin >= end)
        {
            return Problems.Invalid("from", begin.ToString("O"), $"before 'to', {end:O}");
        }

        var durations = await store.ReadAsync(begin, end, cancellationToken);
        return TypedResults.Ok(new PathDurationsModel(begin, end, durations.Counted, durations.Counted == PathStore.MostNotifications, durations.Stages));
    }
}

/// <param name="From">The beginning of the time that was asked for.</param>
/// <param name="To">Its end.</param>
/// <param name="Notifications">Notifications delivered in the time.</param>
/// <param name="IsCut">There were more than are looked at; these are the newest.</param>
/// <param name="Stages">By channel, level and stage, in the order they happen.</param>
internal sealed record PathDurationsModel(DateTimeOffset From, DateTimeOffset To, long Notifications, bool IsCut, IReadOnlyList<StageDurations> Stages);

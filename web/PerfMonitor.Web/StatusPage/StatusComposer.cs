using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.StatusPage;

/// <summary>Makes the status page of what is known at a moment.</summary>
internal static class StatusComposer
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="title">What stands above it.</param>
    /// <param name="targets">What is shown.</param>
    /// <param name="figures">What is measured of it.</param>
    /// <param name="maintenance">By name of the target, when the work on it ends.</param>
    /// <param name="at">The moment.</param>
    public static PublicStatus Compose(string title, IEnumerable<ProbedTarget> targets, StatusFigures figures, IReadOnlyDictionary<string, DateTimeOffset> maintenance, DateTimeOffset at)
    {
        var shown = targets
            .OrderBy(target => target.Name, StringComparer.OrdinalIgnoreCase)
            .Select(target => Compose(target, figures, maintenance.TryGetValue(target.Name, out var until) && until > at ? until : null, at))
            .ToArray();
        return new PublicStatus(title, at, Together(shown), shown);
    }

    /// <summary>What is unknown decides only where nothing else is known, and maintenance only where nothing is up or down.</summary>
    private static PublicState Together(IReadOnlyCollection<PublicTarget> targets)
    {
        var down = targets.Count(target => target.State == PublicState.Down);
        var up = targets.Count(target => target.State == PublicState.Up);
        return (up, down) switch
        {
            (0, 0) => targets.Any(target => target.State == PublicState.Maintenance) ? PublicState.Maintenance : PublicState.Unknown,
            (_, 0) => PublicState.Up,
            (0, _) => PublicState.Down,
            _ => PublicState.Partial,
        };
    }

    private static PublicTarget Compose(ProbedTarget target, StatusFigures figures, DateTimeOffset? maintenanceUntil, DateTimeOffset at)
    {
        var probed = !target.Enabled || Last(figures.Now, target) is not { } up ? PublicState.Unknown : up >= 1 ? PublicState.Up : PublicState.Down;
        var days = DaysOf(Find(figures.EachDay, target), at);
        var lastDay = Last(figures.LastDay, target);
        return new PublicTarget(
            target.Name,
            maintenanceUntil is null ? probed : PublicState.Maintenance,
            maintenanceUntil,
            probed == PublicState.Down && Last(figures.LastWell, target) is { } well ? DateTimeOffset.FromUnixTimeMilliseconds((long)(well * 1000)) : null,
            probed == PublicState.Up ? Last(figures.Response, target) : null,
            new PublicUptime(lastDay, Mean(days, 7), Mean(days, 30), Mean(days, StatusQueries.Days)),
            days);
    }

    /// <summary>A value stands at the end of its day.</summary>
    private static PublicDay[] DaysOf(PrometheusSeries? series, DateTimeOffset at)
    {
        var shares = (series?.Values ?? []).ToDictionary(value => value.Time, value => value.Value);
        var tomorrow = new DateTimeOffset(at.UtcDateTime.Date + Day, TimeSpan.Zero);
        var days = new PublicDay[StatusQueries.Days];
        for (var index = 0; index < days.Length; index++)
        {
            var end = tomorrow - (days.Length - 1 - index) * Day;
            var share = shares.TryGetValue(end.ToUnixTimeMilliseconds(), out var found) && double.IsFinite(found) ? found : (double?)null;
            days[index] = new PublicDay(DateOnly.FromDateTime((end - Day).UtcDateTime), share, UptimeGrade.Of(share));
        }

        return days;
    }

    private static double? Mean(IEnumerable<PublicDay> days, int count) => days.TakeLast(count).Average(day => day.Uptime);

    private static double? Last(IReadOnlyList<PrometheusSeries> series, ProbedTarget target) => Find(series, target)?.Last;

    private static PrometheusSeries? Find(IReadOnlyList<PrometheusSeries> series, ProbedTarget target) =>
        series.FirstOrDefault(one => one.Label("target") == target.Name);
}

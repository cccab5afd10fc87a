using System.Globalization;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary><c>targets</c> and <c>scrape_pools</c> of the Prometheus API, for its clients; <see cref="ScrapesApi"/> tells more.</summary>
internal static class PrometheusTargetsApi
{
    // Go's zero time stands for "never".
    private const string Never = "0001-01-01T00:00:00Z";

    public static void MapPrometheusTargets(this WebApplication app)
    {
        app.MapGet("/api/v1/targets", async (HttpRequest request, IScrapeStore store, Scraper scraper, CancellationToken aborted) =>
            Success(Targets(await store.ListAsync(aborted), scraper, request.Query["state"].ToString(), request.Query["scrapePool"].ToString()))).RequireAuthorization(Roles.Viewer);
        app.MapGet("/api/v1/scrape_pools", async (IScrapeStore store, CancellationToken aborted) =>
            Success(new { scrapePools = (await store.ListAsync(aborted)).Where(job => job.Enabled).Select(job => job.Name) })).RequireAuthorization(Roles.Viewer);
    }

    private static IResult Success<T>(T data) => Results.Json(new { status = "success", data });

    // What relabelling drops is known by its job alone, so there are no dropped targets to show.
    private static object Targets(IReadOnlyList<ScrapeJob> jobs, Scraper scraper, string state, string pool) => new
    {
        activeTargets = jobs
            .Where(job => job.Enabled && (state.ToLowerInvariant() is "" or "any" or "active") && (pool.Length == 0 || job.Name == pool))
            .SelectMany(job => job.Targets.Select(target => Active(job, target, scraper.HealthOf(new ScrapePoint(job, target))))),
        droppedTargets = Array.Empty<object>(),
        droppedTargetCounts = new Dictionary<string, int>(),
    };

    private static object Active(ScrapeJob job, ScrapeTarget target, ScrapeHealth? health) => new
    {
        discoveredLabels = new Dictionary<string, string>(),
        labels = target.Labels.ToDictionary(label => label.Name, label => label.Value),
        scrapePool = job.Name,
        scrapeUrl = target.Url.AbsoluteUri,
        globalUrl = target.Url.AbsoluteUri,
        lastError = health?.Taken.Failure ?? "",
        lastScrape = health?.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? Never,
        lastScrapeDuration = health?.Duration.TotalSeconds ?? 0,
        health = health is null ? "unknown" : health.Taken.Failure is null ? "up" : "down",
        scrapeInterval = DurationText.Format((long)job.Interval.TotalMilliseconds),
        scrapeTimeout = DurationText.Format((long)job.Timeout.TotalMilliseconds),
    };
}

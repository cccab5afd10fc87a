using PerfMonitor.Ingestion.Publishing;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>What is recorded about every scrape, under Prometheus' names.</summary>
internal static class ScrapeFigures
{
    public static IEnumerable<Figure> Of(ScrapeHealth health) =>
    [
        new Figure("up", health.Taken.Failure is null ? 1 : 0),
        new Figure("scrape_duration_seconds", health.Duration.TotalSeconds),
        new Figure("scrape_samples_scraped", health.Taken.Scraped),
        new Figure("scrape_samples_post_metric_relabeling", health.Taken.Kept),
        new Figure("scrape_series_added", health.Taken.Added),
    ];
}

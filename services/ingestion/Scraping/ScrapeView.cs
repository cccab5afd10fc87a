using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>A scrape job as the API shows it: as it was written, defaults filled in, credentials masked, and how its targets are.</summary>
internal sealed record ScrapeView(string Id, string Origin, ScrapeInput Definition, IReadOnlyList<ScrapeTargetView> Targets)
{
    public static ScrapeView Of(ScrapeJob job, Scraper scraper) => new(
        job.Id.ToString(),
        job.Origin.ToString().ToLowerInvariant(),
        job.Definition with { Headers = SecretHeaders.Masked(job.Definition.Headers!) },
        [.. job.Targets.Select(target => ScrapeTargetView.Of(target, scraper.HealthOf(new ScrapePoint(job, target))))]);
}

/// <summary>One target; what concerns its latest scrape is null where another instance scrapes it, or none has yet.</summary>
internal sealed record ScrapeTargetView(
    string Url, IReadOnlyDictionary<string, string> Labels, string Health, DateTimeOffset? LastScrape, double? LastDurationSeconds, int? LastSamples, int? LastRefused, string? LastError)
{
    public static ScrapeTargetView Of(ScrapeTarget target, ScrapeHealth? health) => new(
        target.Url.AbsoluteUri,
        target.Labels.ToDictionary(label => label.Name, label => label.Value),
        health is null ? "unknown" : health.Taken.Failure is null ? "up" : "down",
        health?.At,
        health?.Duration.TotalSeconds,
        health?.Taken.Scraped,
        health?.Refused,
        health?.Taken.Failure);
}

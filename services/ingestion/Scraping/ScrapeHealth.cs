namespace PerfMonitor.Ingestion.Scraping;

/// <summary>How the latest scrape of a target went.</summary>
internal sealed record ScrapeHealth(DateTimeOffset At, TimeSpan Duration, ScrapeTaken Taken, int Refused);

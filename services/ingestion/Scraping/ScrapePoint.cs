namespace PerfMonitor.Ingestion.Scraping;

/// <summary>A target and the job it is scraped for.</summary>
internal sealed record ScrapePoint(ScrapeJob Job, ScrapeTarget Target)
{
    public Guid Id { get; } = Target.IdIn(Job.Id);
}

using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Where scrape jobs are kept.</summary>
internal interface IScrapeStore
{
    Task<IReadOnlyList<ScrapeJob>> ListAsync(CancellationToken cancellationToken);

    Task<ScrapeJob?> FindAsync(Guid id, CancellationToken cancellationToken);

    Task<TargetChange> AddAsync(ScrapeJob job, CancellationToken cancellationToken);

    Task<TargetChange> UpdateAsync(ScrapeJob job, CancellationToken cancellationToken);

    Task<TargetChange> DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Makes the jobs of the file be exactly these, known by name; a job of a person's with the same name gives way.</summary>
    Task ProvideAsync(IReadOnlyList<ScrapeJob> jobs, CancellationToken cancellationToken);
}

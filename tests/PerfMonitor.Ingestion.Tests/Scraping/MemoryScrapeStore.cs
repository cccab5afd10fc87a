using System.Collections.Concurrent;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>Scrape jobs in memory, under the rules of the table.</summary>
internal sealed class MemoryScrapeStore : IScrapeStore
{
    private readonly ConcurrentDictionary<Guid, ScrapeJob> _jobs = new();

    public Task<IReadOnlyList<ScrapeJob>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ScrapeJob>>([.. _jobs.Values.OrderBy(job => job.Name)]);

    public Task<ScrapeJob?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_jobs.GetValueOrDefault(id));

    public Task<TargetChange> AddAsync(ScrapeJob job, CancellationToken cancellationToken) => Task.FromResult(NameTaken(job) ? TargetChange.NameTaken : Put(job));

    public Task<TargetChange> UpdateAsync(ScrapeJob job, CancellationToken cancellationToken) => Task.FromResult(
        !_jobs.ContainsKey(job.Id) ? TargetChange.NotFound : NameTaken(job) ? TargetChange.NameTaken : Put(job));

    public Task<TargetChange> DeleteAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_jobs.TryRemove(id, out _) ? TargetChange.Done : TargetChange.NotFound);

    public Task ProvideAsync(IReadOnlyList<ScrapeJob> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            Put(job);
        }

        return Task.CompletedTask;
    }

    private bool NameTaken(ScrapeJob job) => _jobs.Values.Any(other => other.Name == job.Name && other.Id != job.Id);

    private TargetChange Put(ScrapeJob job)
    {
        _jobs[job.Id] = job;
        return TargetChange.Done;
    }
}

using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Scheduling;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Scrapes every target of every enabled job on its own grid. Bounded by <see cref="ScrapeOptions.MaximumTargets"/>.</summary>
internal sealed class ScrapeScheduler(
    IScrapeStore store, Changes<ScrapePoint> changes, ILeadership leadership, Scraper scraper, IOptions<ScrapeOptions> options, TimeProvider clock, ILogger<ScrapeScheduler> logger)
    : BackgroundService, IGridWork<ScrapePoint>
{
    private int _left;

    public async Task<IReadOnlyDictionary<Guid, ScrapePoint>> ListAsync(CancellationToken cancellationToken)
    {
        var jobs = await store.ListAsync(cancellationToken);
        var all = jobs.Where(job => job.Enabled).SelectMany(job => job.Targets.Select(target => new ScrapePoint(job, target))).ToList();
        var left = Math.Max(0, all.Count - options.Value.MaximumTargets);
        if (left != _left)
        {
            _left = left;
            logger.ScrapeTargetsLeft(left, options.Value.MaximumTargets);
        }

        return all.Take(options.Value.MaximumTargets).ToDictionary(point => point.Id);
    }

    public TimeSpan IntervalOf(ScrapePoint item) => item.Job.Interval;

    public bool IsSame(ScrapePoint before, ScrapePoint now) => before.Job.Manner == now.Job.Manner;

    public Task LookAsync(ScrapePoint item, CancellationToken cancellationToken) => scraper.ScrapeAsync(item, cancellationToken);

    public void End(ScrapePoint item) => scraper.End(item);

    public void NotListed(string reason) => logger.ScrapesNotRead(reason);

    public void Broke(ScrapePoint item, Exception failure) => logger.LookBroke(failure, item.Target.Url.AbsoluteUri);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new GridRunner<ScrapePoint>(this, changes, leadership, clock).RunAsync(stoppingToken);
}

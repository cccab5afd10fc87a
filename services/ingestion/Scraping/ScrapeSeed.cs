using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Provides, at every start, the jobs of the file.</summary>
internal sealed class ScrapeSeed(IScrapeStore store, Changes<ScrapePoint> changes, IOptions<ScrapeOptions> options, ILogger<ScrapeSeed> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        ProvidedFile.Read(options.Value.File, ScrapeFile.Parse, logger.ScrapeFileWrong) is not { } jobs
            ? Task.CompletedTask
            : ProvidedFile.StoreAsync(
                async () =>
                {
                    await store.ProvideAsync(jobs, stoppingToken);
                    logger.ScrapesProvided(jobs.Count, options.Value.File);
                    changes.Announce();
                },
                logger.ScrapesNotStored,
                stoppingToken);
}

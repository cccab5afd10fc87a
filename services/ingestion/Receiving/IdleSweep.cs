using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Translation;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>Lets go, once a minute, of series and running totals that nothing feeds any more.</summary>
internal sealed class IdleSweep(SeriesCatalogue catalogue, DeltaStore deltas, TimeProvider clock, IngestionMetrics metrics, ILogger<IdleSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ObserveSeries(() => catalogue.Count);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var (series, totals) = (catalogue.Sweep(nowMs), deltas.Sweep(nowMs));
            if (series + totals > 0)
            {
                logger.IdleSwept(series, totals, catalogue.Count);
            }
        }
    }
}

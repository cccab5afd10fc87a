using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Hosts;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion;

/// <summary>Sends this process' own totals every second.</summary>
internal sealed class SelfCollector(IngestionMetrics metrics, OwnSamples samples, IOptions<MachineOptions> host, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Label[] shared = [new("job", "perfmonitor"), new("instance", host.Value.Instance)];
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            samples.Offer(SelfFigures.Of(metrics.Totals), shared, clock.GetUtcNow());
        }
    }
}

using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>Looks at the machine every second and sends what it sees down the same road as every other sample.</summary>
internal sealed class HostCollector(IMachine machine, OwnSamples samples, IOptions<MachineOptions> options, TimeProvider clock, ILogger<HostCollector> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        foreach (var missing in machine.Missing)
        {
            logger.HostFiguresMissing(missing);
        }

        Label[] shared = [new("job", "host"), new("instance", options.Value.Instance)];
        var earlier = default(HostReading);
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                var reading = machine.Read();
                samples.Offer(HostFigures.Of(reading, earlier), shared, clock.GetUtcNow());
                earlier = reading;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or OverflowException)
            {
                // A file vanished between two looks, or holds what its format does not allow: this second has no figures, the next one tries again.
                logger.HostReadingFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

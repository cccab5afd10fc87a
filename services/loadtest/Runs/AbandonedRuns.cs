using Npgsql;

namespace PerfMonitor.LoadTest.Runs;

/// <summary>Marks runs as interrupted whose process died, so that none shows as running for ever.</summary>
internal sealed class AbandonedRuns(RunStore store, TimeProvider clock, ILogger<AbandonedRuns> logger) : BackgroundService
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), clock);
        do
        {
            try
            {
                if (await store.InterruptAbandonedAsync(Silence, stoppingToken) is > 0 and var count)
                {
                    logger.Interrupted(count);
                }
            }
            catch (NpgsqlException failure)
            {
                logger.StoreAway(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

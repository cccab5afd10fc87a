using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Reporting.Store;

namespace PerfMonitor.Reporting.Retention;

/// <summary>Deletes reports that are too old, and the oldest when all together are too large. Several instances may do so at once.</summary>
internal sealed class RetentionService(
    ReportArchive archive,
    IOptions<RetentionOptions> options,
    ReportingMetrics metrics,
    TimeProvider clock,
    ILogger<RetentionService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                await DeleteAsync(options.Value, stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Log.RetentionFailed(logger, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DeleteAsync(RetentionOptions retention, CancellationToken cancellationToken)
    {
        var expired = await archive.DeleteBeforeAsync(clock.GetUtcNow() - retention.Age, cancellationToken);
        if (expired > 0)
        {
            metrics.Deleted("age", expired);
            Log.Expired(logger, expired, retention.Age);
        }

        var displaced = await archive.DeleteBeyondAsync(retention.LargestTotalBytes, cancellationToken);
        if (displaced > 0)
        {
            metrics.Deleted("size", displaced);
            Log.Displaced(logger, displaced, retention.LargestTotalBytes);
        }
    }
}

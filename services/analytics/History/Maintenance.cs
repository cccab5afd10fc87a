using Microsoft.Extensions.Options;
using Npgsql;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Keeps the history in shape: partitions ahead of time, small chunks merged and rolled up, what has expired taken away. One instance
/// at a time does it, the one that holds an advisory lock.
/// </summary>
internal sealed class Maintenance(
    NpgsqlDataSource source,
    Partitions partitions,
    Compactor compactor,
    RetentionSweep retention,
    IOptions<HistoryOptions> options,
    TimeProvider clock,
    ILogger<Maintenance> logger) : BackgroundService
{
    // Going through the whole catalogue is not worth more.
    private static readonly TimeSpan RetentionInterval = TimeSpan.FromHours(1);

    private DateTimeOffset _retentionDue = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever is wrong with old data, new data go on being stored and read.
                logger.MaintenanceFailed(failure);
            }

            await Task.Delay(options.Value.CompactionInterval, clock, stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var tryLock = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtext('perfmonitor.history.maintenance'))", connection);
        if (!(bool)(await tryLock.ExecuteScalarAsync(cancellationToken))!)
        {
            return;
        }

        // The lock goes with the session: an instance that dies gives it up.
        try
        {
            await MaintainAsync(now, cancellationToken);
        }
        finally
        {
            await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock(hashtext('perfmonitor.history.maintenance'))", connection);
            await unlock.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task MaintainAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await partitions.EnsureAsync(
            from days in Enumerable.Range(0, options.Value.PartitionsAhead + 1)
            from table in PartitionedTable.All
            select table.At(now.AddDays(days).ToUnixTimeMilliseconds()),
            cancellationToken);
        await compactor.CompactAsync(now, cancellationToken);
        if (now >= _retentionDue)
        {
            await retention.SweepAsync(now, cancellationToken);
            _retentionDue = now + RetentionInterval;
        }
    }
}

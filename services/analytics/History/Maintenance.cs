using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Keeps the history in shape: partitions ahead of time, small chunks merged, days beyond the retention dropped. One instance
/// at a time does it, the one that holds an advisory lock.
/// </summary>
internal sealed class Maintenance(
    NpgsqlDataSource source,
    DayPartitions partitions,
    Compactor compactor,
    CatalogueStore store,
    IOptions<HistoryOptions> options,
    TimeProvider clock,
    ILogger<Maintenance> logger) : BackgroundService
{
    // Reading the whole catalogue for series to forget is not worth more.
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
        var today = DayPartition.DayOf(now.ToUnixTimeMilliseconds());
        await partitions.EnsureAsync(Enumerable.Range(today, options.Value.PartitionsAhead + 1), cancellationToken);
        var all = await partitions.ListAsync(cancellationToken);
        await compactor.CompactAsync(all, now, cancellationToken);
        if (now >= _retentionDue)
        {
            await DropExpiredAsync(all, now.AddDays(-options.Value.RetentionDays).ToUnixTimeMilliseconds(), cancellationToken);
            _retentionDue = now + RetentionInterval;
        }
    }

    private async Task DropExpiredAsync(IReadOnlyList<DayPartition> all, long expiredMs, CancellationToken cancellationToken)
    {
        foreach (var partition in all.Where(partition => partition.EndMs <= expiredMs))
        {
            await partitions.DropAsync(partition, cancellationToken);
        }

        await store.DeleteBeforeAsync(expiredMs, cancellationToken);
    }
}

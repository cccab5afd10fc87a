using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Takes away what has expired: partitions whole where nothing in them is kept any longer, else the rows of the series that are
/// kept for less, some thousand at a time. Neither makes a reader or a writer wait.
/// </summary>
internal sealed class RetentionSweep(
    NpgsqlDataSource source, Partitions partitions, RetentionPolicy policy, SeriesCatalogue catalogue, CatalogueStore store, AnalyticsMetrics metrics, ILogger<RetentionSweep> logger)
{
    private const long DayMs = 86_400_000;
    private const int RowsPerStep = 10_000;
    private const int SeriesPerStep = 1_000;

    // What was swept today, so that an hourly sweep looks at each partition once a day; bounded by partitions and rules.
    private readonly HashSet<(string Table, TimeSpan Keep)> _swept = [];
    private DateOnly _sweptOn;

    // Of the sweep under way; bounded by the partitions.
    private readonly List<string> _obstacles = [];
    private volatile IReadOnlyList<string> _kept = [];

    /// <summary>The partitions that the last sweep could not take away or clean.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>Takes away whatever has expired; what one partition does not allow is told and left for the next sweep.</summary>
    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (today != _sweptOn)
        {
            _swept.Clear();
            _sweptOn = today;
        }

        _obstacles.Clear();
        var series = catalogue.ByMetric(policy.Of);
        foreach (var table in PartitionedTable.All)
        {
            await SweepAsync(table, series, now, cancellationToken);
        }

        _kept = [.. _obstacles];

        await DeleteDamagedAsync(now - policy.Longest.Samples, cancellationToken);
        foreach (var group in series)
        {
            await store.DeleteAsync(group, (now - group.Key.Longest).ToUnixTimeMilliseconds(), cancellationToken);
        }
    }

    private async Task SweepAsync(PartitionedTable table, ILookup<Retention, SeriesId> series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var canDetach = true;

        // Those in between first: while there is one, no other of the table can be detached.
        foreach (var (partition, state) in (await partitions.FindAsync(table, cancellationToken)).OrderByDescending(static found => found.State == PartitionState.Detaching))
        {
            var isExpired = partition.EndMs <= (now - policy.Longest.Of(table)).ToUnixTimeMilliseconds();
            try
            {
                if (state == PartitionState.Detaching || (isExpired && state == PartitionState.Attached))
                {
                    if (!canDetach)
                    {
                        continue;
                    }

                    canDetach = false;
                    await partitions.DetachAsync(partition, state, cancellationToken);
                    canDetach = true;
                }

                if (isExpired)
                {
                    await partitions.DropAsync(partition, cancellationToken);
                }
                else if (state == PartitionState.Attached)
                {
                    await DeleteRowsAsync(table, partition, series, now, cancellationToken);
                }
            }
            catch (Exception failure) when (failure is PostgresException or NpgsqlException { InnerException: TimeoutException })
            {
                // Whatever holds this one, the others go.
                logger.PartitionNotSwept(partition.Table, failure.Message);
                _obstacles.Add(partition.Table);
            }
        }
    }

    private async Task DeleteRowsAsync(PartitionedTable table, Partition partition, ILookup<Retention, SeriesId> series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var group in series)
        {
            var keep = group.Key.Of(table);

            // Whole days, of which a partition may hold a month.
            var beforeMs = ChunkCutter.FloorTo((now - keep).ToUnixTimeMilliseconds(), DayMs);
            if (keep < policy.Longest.Of(table) && partition.StartMs < beforeMs && _swept.Add((partition.Table, keep)))
            {
                // Groups that differ elsewhere may share what they keep of this table.
                var expired = series.Where(other => other.Key.Of(table) == keep).SelectMany(static other => other);
                await DeleteRowsAsync(partition, expired, beforeMs, cancellationToken);
            }
        }
    }

    private async Task DeleteRowsAsync(Partition partition, IEnumerable<SeriesId> series, long beforeMs, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        foreach (var part in series.Chunk(SeriesPerStep))
        {
            int step;
            do
            {
                await using var command = source.CreateCommand(
                    $"DELETE FROM history.{partition.Table} WHERE ctid = ANY (ARRAY (SELECT ctid FROM history.{partition.Table} WHERE series_id = ANY ($1) AND start_ms < $2 LIMIT {RowsPerStep}))");
                command.Parameters.AddWithValue(part.Select(static id => id.ToInt64()).ToArray());
                command.Parameters.AddWithValue(beforeMs);
                step = await command.ExecuteNonQueryAsync(cancellationToken);
                deleted += step;
            }
            while (step == RowsPerStep);
        }

        if (deleted > 0)
        {
            metrics.RowsExpired.Add(deleted);
            logger.RowsExpired(deleted, partition.Table, DateTimeOffset.FromUnixTimeMilliseconds(beforeMs));
        }
    }

    private async Task DeleteDamagedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.recent WHERE level < 0 AND end_ms < $1");
        command.Parameters.AddWithValue(before.ToUnixTimeMilliseconds());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

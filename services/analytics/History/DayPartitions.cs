using Npgsql;

namespace PerfMonitor.Analytics.History;

/// <summary>Creates and drops the daily partitions of <c>history.chunks</c>.</summary>
internal sealed class DayPartitions(NpgsqlDataSource source, ILogger<DayPartitions> logger)
{
    private readonly Lock _gate = new();

    // The days known to exist; bounded by the retention and the days ahead.
    private HashSet<int> _known = [];

    /// <summary>Makes sure that the days' partitions exist.</summary>
    public async Task EnsureAsync(IEnumerable<int> days, CancellationToken cancellationToken)
    {
        foreach (var day in days)
        {
            lock (_gate)
            {
                if (_known.Contains(day))
                {
                    continue;
                }
            }

            await CreateAsync(new DayPartition(day), cancellationToken);
            lock (_gate)
            {
                _known.Add(day);
            }
        }
    }

    /// <summary>Forgets which partitions exist: another instance may have dropped one.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _known = [];
        }
    }

    /// <summary>The partitions there are, oldest first.</summary>
    public async Task<IReadOnlyList<DayPartition>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            SELECT child.relname
            FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = 'history.chunks'::regclass
            ORDER BY child.relname
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var partitions = new List<DayPartition>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (DayPartition.FromTable(reader.GetString(0)) is { } partition)
            {
                partitions.Add(partition);
            }
        }

        return partitions;
    }

    /// <summary>Drops a partition without stopping those who read or write the others.</summary>
    public async Task DropAsync(DayPartition partition, CancellationToken cancellationToken)
    {
        // DETACH CONCURRENTLY takes no lock that readers or writers would wait for, and does not run inside a transaction.
        await ExecuteAsync($"ALTER TABLE history.chunks DETACH PARTITION history.{partition.Table} CONCURRENTLY", cancellationToken);
        await ExecuteAsync($"DROP TABLE history.{partition.Table}", cancellationToken);
        lock (_gate)
        {
            _known.Remove(partition.Day);
        }

        logger.PartitionDropped(partition.Table);
    }

    private async Task CreateAsync(DayPartition partition, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Instances take turns. ATTACH, other than CREATE … PARTITION OF, does not lock readers and writers out.
        await using var create = new NpgsqlCommand($"""
            SELECT pg_advisory_xact_lock(hashtext('perfmonitor.history.partitions'));
            CREATE TABLE IF NOT EXISTS history.{partition.Table} (LIKE history.chunks INCLUDING ALL);
            ALTER TABLE history.{partition.Table} SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.5);
            SELECT count(*) FROM pg_inherits WHERE inhrelid = 'history.{partition.Table}'::regclass;
            """, connection);
        await using (var reader = await create.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            if (reader.GetInt64(0) > 0)
            {
                return;
            }
        }

        await using var attach = new NpgsqlCommand(
            $"ALTER TABLE history.chunks ATTACH PARTITION history.{partition.Table} FOR VALUES FROM ({partition.StartMs}) TO ({partition.EndMs})", connection);
        await attach.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.PartitionCreated(partition.Table);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

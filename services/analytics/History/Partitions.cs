using Npgsql;

namespace PerfMonitor.Analytics.History;

/// <summary>Creates, lists and drops the partitions of the history's tables. One maintenance at a time uses it.</summary>
internal sealed class Partitions(NpgsqlDataSource source, ILogger<Partitions> logger)
{
    // For whoever holds a table; the rest of the maintenance waits for as long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Makes sure that partitions exist.</summary>
    public async Task EnsureAsync(IEnumerable<Partition> wanted, CancellationToken cancellationToken)
    {
        var missing = wanted.ToHashSet();
        foreach (var table in PartitionedTable.All)
        {
            missing.ExceptWith(await ListAsync(table, cancellationToken));
        }

        foreach (var partition in missing)
        {
            await CreateAsync(partition, cancellationToken);
        }
    }

    /// <summary>The partitions of a table, oldest first.</summary>
    public async Task<IReadOnlyList<Partition>> ListAsync(PartitionedTable table, CancellationToken cancellationToken) =>
        [.. from found in await FindAsync(table, cancellationToken) where found.State == PartitionState.Attached select found.Partition];

    /// <summary>The partitions of a table and what an interrupted drop left of others, oldest first.</summary>
    public async Task<IReadOnlyList<(Partition Partition, PartitionState State)>> FindAsync(PartitionedTable table, CancellationToken cancellationToken)
    {
        // A table that is created is attached in the same transaction: one that is seen unattached has been detached.
        await using var command = source.CreateCommand("""
            SELECT relname, CASE WHEN inhrelid IS NULL THEN 2 WHEN inhdetachpending THEN 1 ELSE 0 END
            FROM pg_class LEFT JOIN pg_inherits ON inhrelid = pg_class.oid AND inhparent = $1::regclass
            WHERE relnamespace = 'history'::regnamespace AND relkind = 'r'
            ORDER BY relname
            """);
        command.Parameters.AddWithValue($"history.{table.Name}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var partitions = new List<(Partition, PartitionState)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (table.FromTable(reader.GetString(0)) is { } partition)
            {
                partitions.Add((partition, (PartitionState)reader.GetInt32(1)));
            }
        }

        return partitions;
    }

    /// <summary>
    /// Detaches a partition without stopping those who read or write the others. It waits for the transactions that use the table, a backup among
    /// them; beyond its time-out the partition stays <see cref="PartitionState.Detaching"/>, and until that has been ended too no other of its table can go.
    /// </summary>
    public Task DetachAsync(Partition partition, PartitionState state, CancellationToken cancellationToken) => ExecuteAsync(
        // CONCURRENTLY takes no lock that readers or writers would wait for, and does not run inside a transaction.
        $"ALTER TABLE history.{partition.Parent} DETACH PARTITION history.{partition.Table} {(state == PartitionState.Detaching ? "FINALIZE" : "CONCURRENTLY")}", cancellationToken);

    /// <summary>Drops a partition that is detached.</summary>
    public async Task DropAsync(Partition partition, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"DROP TABLE history.{partition.Table}", cancellationToken);
        logger.PartitionDropped(partition.Table);
    }

    private async Task CreateAsync(Partition partition, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Instances take turns. ATTACH, other than CREATE … PARTITION OF, does not lock readers and writers out.
        await using var create = new NpgsqlCommand($"""
            SELECT pg_advisory_xact_lock(hashtext('perfmonitor.history.partitions'));
            CREATE TABLE IF NOT EXISTS history.{partition.Table} (LIKE history.{partition.Parent} INCLUDING ALL);
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
            $"ALTER TABLE history.{partition.Parent} ATTACH PARTITION history.{partition.Table} FOR VALUES FROM ({partition.StartMs}) TO ({partition.EndMs})", connection);
        await attach.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.PartitionCreated(partition.Table);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = (int)Patience.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>How far a partition is from being one.</summary>
internal enum PartitionState
{
    /// <summary>It is one.</summary>
    Attached,

    /// <summary>Queries no longer see it; the second half of its detaching was interrupted.</summary>
    Detaching,

    /// <summary>A table of its own.</summary>
    Detached,
}

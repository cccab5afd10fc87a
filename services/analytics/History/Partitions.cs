using Npgsql;

namespace PerfMonitor.Analytics.History;

/// <summary>Creates, lists and drops the partitions of the history's tables. One maintenance at a time uses it.</summary>
internal sealed class Partitions(NpgsqlDataSource source, ILogger<Partitions> logger)
{
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
    public async Task<IReadOnlyList<Partition>> ListAsync(PartitionedTable table, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            SELECT child.relname
            FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = $1::regclass
            ORDER BY child.relname
            """);
        command.Parameters.AddWithValue($"history.{table.Name}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var partitions = new List<Partition>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (table.FromTable(reader.GetString(0)) is { } partition)
            {
                partitions.Add(partition);
            }
        }

        return partitions;
    }

    /// <summary>Drops a partition without stopping those who read or write the others.</summary>
    public async Task DropAsync(Partition partition, CancellationToken cancellationToken)
    {
        // DETACH CONCURRENTLY takes no lock that readers or writers would wait for, and does not run inside a transaction.
        await ExecuteAsync($"ALTER TABLE history.{partition.Parent} DETACH PARTITION history.{partition.Table} CONCURRENTLY", cancellationToken);
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
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

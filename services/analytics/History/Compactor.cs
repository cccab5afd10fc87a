using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Merges the small chunks that group commits leave: within finished minutes first, so that recent queries read few rows, then
/// within finished hours, and at last within finished blocks, which are rolled up and move to their day's partition. Late samples
/// are settled wherever they fall. Readers see a chunk's rows either before or after; nobody waits.
/// </summary>
internal sealed class Compactor(
    NpgsqlDataSource source, Partitions partitions, CorruptChunks corrupt, IOptions<HistoryOptions> options, AnalyticsMetrics metrics, ILogger<Compactor> logger)
{
    private const long MinuteMs = 60_000;

    // Rows per transaction: bounds memory (a few MB) and how long a transaction is open.
    private const int RowsPerStep = 20_000;
    private const int SeriesPerStep = 200;

    // Samples arrive a little late; merging before they are there would have to be done again.
    private static readonly TimeSpan MinuteGrace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HourGrace = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BlockGrace = TimeSpan.FromMinutes(10);

    // Settling rewrites a series' block, so what trickles in late is gathered.
    private static readonly TimeSpan SettleInterval = TimeSpan.FromMinutes(5);

    private DateTimeOffset _settleDue = DateTimeOffset.MinValue;

    /// <summary>Merges whatever is due.</summary>
    public async Task CompactAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await MergeMinutesAsync(ChunkCutter.FloorTo((now - MinuteGrace).ToUnixTimeMilliseconds(), MinuteMs), cancellationToken);
        await MergeHoursAsync(ChunkCutter.HourOf((now - HourGrace).ToUnixTimeMilliseconds()), cancellationToken);
        if (now >= _settleDue)
        {
            await SettleAsync(ChunkCutter.BlockOf((now - BlockGrace).ToUnixTimeMilliseconds()), cancellationToken);
            _settleDue = now + SettleInterval;
        }
    }

    private async Task MergeMinutesAsync(long beforeMs, CancellationToken cancellationToken)
    {
        // Hours that are over are merged whole in the next step; taking the minutes first would be work for nothing.
        var select = $"""
            SELECT false, ctid::text, series_id, start_ms, data FROM history.recent
            WHERE level = 0 AND start_ms >= $1 AND start_ms < $2
            ORDER BY start_ms LIMIT {RowsPerStep}
            """;
        var fromMs = ChunkCutter.HourOf(beforeMs - (long)HourGrace.TotalMilliseconds);
        while (await MergeAsync(select, [fromMs, beforeMs], level: 1, MinuteMs, cancellationToken) == RowsPerStep)
        {
        }
    }

    private async Task MergeHoursAsync(long beforeMs, CancellationToken cancellationToken)
    {
        // Blocks that are over are settled whole. The rows of some series of the oldest hour with something to merge, those merged earlier included.
        var fromMs = ChunkCutter.BlockOf(beforeMs - (long)BlockGrace.TotalMilliseconds);
        var select = $"""
            WITH oldest AS (
                SELECT min(start_ms) / {ChunkCutter.HourMs} * {ChunkCutter.HourMs} AS hour
                FROM history.recent WHERE level IN (0, 1) AND start_ms >= $1 AND start_ms < $2),
            due AS (
                SELECT DISTINCT series_id FROM history.recent, oldest
                WHERE level IN (0, 1) AND start_ms >= hour AND start_ms < hour + {ChunkCutter.HourMs}
                LIMIT {SeriesPerStep})
            SELECT false, chunk.ctid::text, series_id, start_ms, data
            FROM oldest, due JOIN history.recent AS chunk USING (series_id)
            WHERE level >= 0 AND start_ms >= hour AND end_ms >= hour AND end_ms < hour + {ChunkCutter.HourMs}
            """;
        while (await MergeAsync(select, [fromMs, beforeMs], level: 2, ChunkCutter.HourMs, cancellationToken) > 0)
        {
        }
    }

    /// <summary>One transaction within <c>recent</c>; returns how many rows it read.</summary>
    private async Task<int> MergeAsync(string select, long[] bounds, short level, long spanMs, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chunks = await ReadAsync(connection, select, bounds, cancellationToken);
        if (chunks.Count == 0)
        {
            return 0;
        }

        var plan = CompactionPlan.For(chunks, spanMs);
        await ReplaceAsync(connection, plan, "recent", level, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Report(plan, "recent");
        return chunks.Count;
    }

    private async Task SettleAsync(long beforeMs, CancellationToken cancellationToken)
    {
        while (await OldestAsync(beforeMs, cancellationToken) is { } oldestMs)
        {
            var block = ChunkCutter.BlockOf(oldestMs);
            await partitions.EnsureAsync(PartitionedTable.All.Select(table => table.At(block)), cancellationToken);
            while (await SettleStepAsync(block, cancellationToken) > 0)
            {
            }
        }
    }

    private async Task<long?> OldestAsync(long beforeMs, CancellationToken cancellationToken)
    {
        // Level by level, as the index goes.
        await using var command = source.CreateCommand("""
            SELECT min(start_ms) FROM generate_series(0, 2) AS levels(level)
            CROSS JOIN LATERAL (SELECT min(start_ms) AS start_ms FROM history.recent WHERE recent.level = levels.level AND recent.level >= 0 AND start_ms < $1) AS oldest
            """);
        command.Parameters.AddWithValue(beforeMs);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>Settles the block of some series in one transaction; returns how many rows it read.</summary>
    private async Task<int> SettleStepAsync(long block, CancellationToken cancellationToken)
    {
        var day = PartitionedTable.Chunks.At(block).Table;
        var select = $"""
            WITH due AS MATERIALIZED (
                SELECT DISTINCT series_id FROM history.recent
                WHERE level IN (0, 1, 2) AND level >= 0 AND start_ms >= $1 AND start_ms < $2
                LIMIT {SeriesPerStep})
            SELECT false, chunk.ctid::text, series_id, start_ms, data
            FROM due JOIN history.recent AS chunk USING (series_id)
            WHERE level >= 0 AND start_ms >= $1 AND end_ms >= $1 AND end_ms < $2
            UNION ALL
            SELECT true, chunk.ctid::text, series_id, start_ms, data
            FROM due JOIN history.{day} AS chunk USING (series_id)
            WHERE level >= 0 AND start_ms >= $1 AND end_ms >= $1 AND end_ms < $2
            """;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chunks = await ReadAsync(connection, select, [block, block + ChunkCutter.BlockMs], cancellationToken);
        if (chunks.Count == 0)
        {
            return 0;
        }

        var plan = CompactionPlan.Settle(chunks, options.Value.MinuteRollupSamples);
        await ReplaceAsync(connection, plan, day, level: 3, cancellationToken);
        var series = chunks.Select(static chunk => chunk.SeriesId).Distinct().ToList();
        await RollupRows.ReplaceAsync(connection, RollupResolution.Minute, block, series, plan.Minutes, cancellationToken);
        await RollupRows.ReplaceAsync(connection, RollupResolution.Hour, block, series, plan.Hours, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Report(plan, day);
        return chunks.Count;
    }

    /// <summary>Row addresses hold because nobody else changes rows: commits add, this alone and the retention take away, and one of them runs at a time.</summary>
    private static async Task ReplaceAsync(NpgsqlConnection connection, CompactionPlan plan, string target, short level, CancellationToken cancellationToken)
    {
        foreach (var (table, isSettled) in new[] { ("recent", false), (target, true) })
        {
            await ExecuteAsync(connection, $"DELETE FROM history.{table} WHERE ctid = ANY ($1::text[]::tid[])", plan.Replaced.Where(chunk => chunk.IsSettled == isSettled), cancellationToken);
            await ExecuteAsync(connection, $"UPDATE history.{table} SET level = -1 WHERE ctid = ANY ($1::text[]::tid[])", plan.Damaged.Select(static damaged => damaged.Chunk).Where(chunk => chunk.IsSettled == isSettled), cancellationToken);
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY history.{target} (series_id, start_ms, end_ms, sample_count, level, data) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var chunk in plan.Merged)
        {
            await ChunkCopy.WriteAsync(copy, chunk, level, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private void Report(CompactionPlan plan, string table)
    {
        foreach (var (chunk, fault) in plan.Damaged)
        {
            corrupt.Found(chunk.SeriesId, chunk.StartMs, chunk.Data.Length, fault);
        }

        metrics.ChunksMerged.Add(plan.Replaced.Count);
        logger.ChunksMerged(plan.Replaced.Count, plan.Merged.Count, table);
    }

    private static async Task<List<StoredChunk>> ReadAsync(NpgsqlConnection connection, string select, long[] bounds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(select, connection);
        foreach (var bound in bounds)
        {
            command.Parameters.AddWithValue(bound);
        }

        var chunks = new List<StoredChunk>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            chunks.Add(new StoredChunk(reader.GetBoolean(0), reader.GetString(1), SeriesId.FromInt64(reader.GetInt64(2)), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4)));
        }

        return chunks;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, IEnumerable<StoredChunk> chunks, CancellationToken cancellationToken)
    {
        var places = chunks.Select(static chunk => chunk.Place).ToArray();
        if (places.Length == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Text, places);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

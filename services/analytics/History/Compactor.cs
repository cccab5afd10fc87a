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
    NpgsqlDataSource source, Partitions partitions, CorruptChunks corrupt, IOptions<HistoryOptions> options, TimeProvider clock, AnalyticsMetrics metrics, ILogger<Compactor> logger)
{
    private const long MinuteMs = 60_000;

    // Of rows merged within a minute and within an hour; 0 is as committed.
    private const short MinuteLevel = 1;
    private const short HourLevel = 2;

    private static readonly short[] WithinMinutes = [0];
    private static readonly short[] WithinHours = [0, 1];
    private static readonly short[] WithinBlocks = [0, 1, 2];

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
        var blocks = ChunkCutter.BlockOf((now - BlockGrace).ToUnixTimeMilliseconds());
        var hours = ChunkCutter.HourOf((now - HourGrace).ToUnixTimeMilliseconds());
        var minutes = ChunkCutter.FloorTo((now - MinuteGrace).ToUnixTimeMilliseconds(), MinuteMs);

        // What is over is merged whole by a later step; to take its parts first would be work for nothing.
        await MergeAsync(MinuteLevel, hours, minutes, cancellationToken);
        await MergeAsync(HourLevel, blocks, hours, cancellationToken);
        if (now >= _settleDue)
        {
            await SettleAsync(blocks, cancellationToken);
            _settleDue = now + SettleInterval;
        }
    }

    /// <summary>
    /// Merges what begins within finished spans of a level's width, the rows of the span merged earlier together with those that came later. By series: by time
    /// a step would hold a row or two of each of many series, and merge nothing.
    /// </summary>
    private async Task MergeAsync(short level, long fromMs, long beforeMs, CancellationToken cancellationToken)
    {
        var (due, spanMs) = level == MinuteLevel ? (WithinMinutes, MinuteMs) : (WithinHours, ChunkCutter.HourMs);
        while (await DueSeries.OldestAsync(source, due, fromMs, beforeMs, cancellationToken) is { } oldestMs)
        {
            var span = ChunkCutter.FloorTo(oldestMs, spanMs);
            fromMs = span + spanMs;
            await foreach (var series in DueSeries.StepsAsync(source, due, span, fromMs, cancellationToken))
            {
                await StepAsync(() => MergeStepAsync(level, span, spanMs, series, cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>Takes a step, and rests as long as it took: half of a processor at most, whatever the backlog.</summary>
    private async Task StepAsync(Func<Task> step, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await step();
        await Task.Delay(clock.GetElapsedTime(started), clock, cancellationToken);
    }

    /// <summary>One transaction within <c>recent</c>.</summary>
    private async Task MergeStepAsync(short level, long span, long spanMs, long[] series, CancellationToken cancellationToken)
    {
        const string Select = """
            SELECT false, chunk.ctid::text, series_id, start_ms, data
            FROM unnest($3) AS due(series_id) JOIN history.recent AS chunk USING (series_id)
            WHERE level BETWEEN 0 AND $4 AND start_ms >= $1 AND end_ms >= $1 AND end_ms < $2
            """;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chunks = await ReadAsync(connection, Select, [span, span + spanMs, series, level], cancellationToken);
        if (chunks.Count > 0)
        {
            var plan = CompactionPlan.For(chunks, spanMs);
            await ReplaceAsync(connection, plan, "recent", level, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            Report(plan, "recent");
        }
    }

    private async Task SettleAsync(long beforeMs, CancellationToken cancellationToken)
    {
        var fromMs = long.MinValue;
        while (await DueSeries.OldestAsync(source, WithinBlocks, fromMs, beforeMs, cancellationToken) is { } oldestMs)
        {
            var block = ChunkCutter.BlockOf(oldestMs);
            fromMs = block + ChunkCutter.BlockMs;
            await partitions.EnsureAsync(PartitionedTable.All.Select(table => table.At(block)), cancellationToken);
            await foreach (var series in DueSeries.StepsAsync(source, WithinBlocks, block, fromMs, cancellationToken))
            {
                await StepAsync(() => SettleStepAsync(block, series, cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>Settles the block of some series in one transaction.</summary>
    private async Task SettleStepAsync(long block, long[] series, CancellationToken cancellationToken)
    {
        var day = PartitionedTable.Chunks.At(block).Table;
        var select = $"""
            SELECT false, chunk.ctid::text, series_id, start_ms, data
            FROM unnest($3) AS due(series_id) JOIN history.recent AS chunk USING (series_id)
            WHERE level >= 0 AND start_ms >= $1 AND end_ms >= $1 AND end_ms < $2
            UNION ALL
            SELECT true, chunk.ctid::text, series_id, start_ms, data
            FROM unnest($3) AS due(series_id) JOIN history.{day} AS chunk USING (series_id)
            WHERE level >= 0 AND start_ms >= $1 AND end_ms >= $1 AND end_ms < $2
            """;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chunks = await ReadAsync(connection, select, [block, block + ChunkCutter.BlockMs, series], cancellationToken);
        if (chunks.Count == 0)
        {
            return;
        }

        var plan = CompactionPlan.Settle(chunks, options.Value.MinuteRollupSamples);
        await ReplaceAsync(connection, plan, day, level: 3, cancellationToken);
        var rolled = chunks.Select(static chunk => chunk.SeriesId).Distinct().ToList();
        await RollupRows.ReplaceAsync(connection, RollupResolution.Minute, block, rolled, plan.Minutes, cancellationToken);
        await RollupRows.ReplaceAsync(connection, RollupResolution.Hour, block, rolled, plan.Hours, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Report(plan, day);
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

    private static async Task<List<StoredChunk>> ReadAsync(NpgsqlConnection connection, string select, object[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(select, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
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

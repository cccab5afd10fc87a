using Npgsql;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Merges the small chunks that group commits leave: within finished minutes first, so that recent queries read few rows, then
/// within finished hours. Late samples are merged wherever they fall. Readers see a chunk's rows either before or after.
/// </summary>
internal sealed class Compactor(NpgsqlDataSource source, CorruptChunks corrupt, AnalyticsMetrics metrics, ILogger<Compactor> logger)
{
    private const long MinuteMs = 60_000;

    // Rows per transaction: bounds memory (a few MB) and how long locks are held.
    private const int RowsPerStep = 20_000;

    // Samples arrive a little late; merging before they are there would have to be done again.
    private static readonly TimeSpan MinuteGrace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HourGrace = TimeSpan.FromMinutes(5);

    /// <summary>Merges whatever is due.</summary>
    public async Task CompactAsync(IReadOnlyList<DayPartition> partitions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var partition in partitions.Where(partition => partition.StartMs <= now.ToUnixTimeMilliseconds()))
        {
            await CompactMinutesAsync(partition, ChunkCutter.FloorTo((now - MinuteGrace).ToUnixTimeMilliseconds(), MinuteMs), cancellationToken);
            await CompactHoursAsync(partition, ChunkCutter.HourOf((now - HourGrace).ToUnixTimeMilliseconds()), cancellationToken);
        }
    }

    private async Task CompactMinutesAsync(DayPartition partition, long beforeMs, CancellationToken cancellationToken)
    {
        // Hours that are over are merged whole in the next step; taking the minutes first would be work for nothing.
        var select = $"""
            SELECT ctid::text, series_id, start_ms, data FROM history.{partition.Table}
            WHERE level = 0 AND start_ms >= $1 AND start_ms < $2
            ORDER BY start_ms LIMIT {RowsPerStep}
            """;
        var fromMs = ChunkCutter.HourOf(beforeMs - (long)HourGrace.TotalMilliseconds);
        while (await StepAsync(partition, select, [fromMs, beforeMs], level: 1, MinuteMs, cancellationToken) == RowsPerStep)
        {
        }
    }

    private async Task CompactHoursAsync(DayPartition partition, long beforeMs, CancellationToken cancellationToken)
    {
        // The rows of at most 200 series of the oldest hour with something to merge, those merged earlier included.
        var select = $"""
            WITH oldest AS (
                SELECT min(start_ms) / {ChunkCutter.HourMs} * {ChunkCutter.HourMs} AS hour
                FROM history.{partition.Table} WHERE level IN (0, 1) AND start_ms < $1),
            due AS (
                SELECT DISTINCT series_id FROM history.{partition.Table}, oldest
                WHERE level IN (0, 1) AND start_ms >= hour AND start_ms < hour + {ChunkCutter.HourMs}
                LIMIT 200)
            SELECT chunk.ctid::text, series_id, start_ms, data
            FROM oldest, due JOIN history.{partition.Table} AS chunk USING (series_id)
            WHERE level >= 0 AND start_ms >= hour AND end_ms >= hour AND end_ms < hour + {ChunkCutter.HourMs}
            """;
        while (await StepAsync(partition, select, [beforeMs], level: 2, ChunkCutter.HourMs, cancellationToken) > 0)
        {
        }
    }

    /// <summary>One transaction; returns how many rows it read.</summary>
    private async Task<int> StepAsync(DayPartition partition, string select, long[] bounds, short level, long spanMs, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chunks = await ReadAsync(connection, select, bounds, cancellationToken);
        if (chunks.Count == 0)
        {
            return 0;
        }

        var plan = CompactionPlan.For(chunks, spanMs);

        // Row addresses hold because nobody else changes rows: commits and this alone write, and one compactor runs at a time.
        await ExecuteAsync(connection, $"DELETE FROM history.{partition.Table} WHERE ctid = ANY ($1::text[]::tid[])", plan.Replaced, cancellationToken);
        await ExecuteAsync(connection, $"UPDATE history.{partition.Table} SET level = -1 WHERE ctid = ANY ($1::text[]::tid[])", [.. plan.Damaged.Select(static damaged => damaged.Chunk)], cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"COPY history.{partition.Table} (series_id, start_ms, end_ms, sample_count, level, data) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var chunk in plan.Merged)
            {
                await ChunkCopy.WriteAsync(copy, chunk, level, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        foreach (var (chunk, fault) in plan.Damaged)
        {
            corrupt.Found(chunk.SeriesId, chunk.StartMs, chunk.Data.Length, fault);
        }

        metrics.ChunksMerged.Add(plan.Replaced.Count);
        logger.ChunksMerged(plan.Replaced.Count, plan.Merged.Count, partition.Table);
        return chunks.Count;
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
            chunks.Add(new StoredChunk(reader.GetString(0), SeriesId.FromInt64(reader.GetInt64(1)), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        }

        return chunks;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, IReadOnlyList<StoredChunk> chunks, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(chunks.Select(static chunk => chunk.Place).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

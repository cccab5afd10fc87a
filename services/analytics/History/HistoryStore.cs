using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Samples in PostgreSQL: chunks by binary COPY in, range queries out; docs/formats/history.md.</summary>
internal sealed class HistoryStore(NpgsqlDataSource source, DayPartitions partitions, CorruptChunks corrupt) : IHistoryStore
{
    public async Task<IReadOnlyList<SeriesId>> CommitAsync(HistoryCommit commit, CancellationToken cancellationToken)
    {
        await partitions.EnsureAsync(commit.Days, cancellationToken);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var refused = await UpsertAsync(connection, commit.Series, cancellationToken);
            await CopyAsync(connection, commit.Chunks, refused, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return refused;
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UndefinedTable)
        {
            // The retention dropped a partition between the two steps; the next attempt creates it anew.
            partitions.Forget();
            throw;
        }
    }

    public async Task ReadAsync(IReadOnlyDictionary<SeriesId, List<Sample>> target, long fromMs, long toMs, SampleBudget budget, CancellationToken cancellationToken)
    {
        // A chunk lies within one hour. So start_ms has a lower bound, which leaves out partitions, and end_ms an upper one,
        // which bounds the part of the index that is read.
        await using var command = source.CreateCommand("""
            SELECT series_id, start_ms, data
            FROM history.chunks
            WHERE series_id = ANY ($1) AND start_ms BETWEEN $2 AND $4 AND end_ms BETWEEN $3 AND $5 AND level >= 0
            """);
        command.Parameters.AddWithValue(target.Keys.Select(static id => id.ToInt64()).ToArray());
        command.Parameters.AddWithValue(ChunkCutter.HourOf(fromMs));
        command.Parameters.AddWithValue(fromMs);
        command.Parameters.AddWithValue(toMs);
        command.Parameters.AddWithValue(ChunkCutter.HourOf(toMs) + ChunkCutter.HourMs - 1);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var chunk = new List<Sample>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var series = SeriesId.FromInt64(reader.GetInt64(0));
            var data = reader.GetFieldValue<byte[]>(2);
            chunk.Clear();
            var fault = ChunkCodec.TryDecode(data, chunk);
            if (fault != ChunkFault.None)
            {
                corrupt.Found(series, reader.GetInt64(1), data.Length, fault);
                continue;
            }

            budget.Spend(AddWithin(chunk, fromMs, toMs, target[series]));
        }
    }

    private static int AddWithin(List<Sample> chunk, long fromMs, long toMs, List<Sample> target)
    {
        if (chunk[0].TimestampMs >= fromMs && chunk[^1].TimestampMs <= toMs)
        {
            target.AddRange(chunk);
            return chunk.Count;
        }

        var before = target.Count;
        foreach (var sample in chunk)
        {
            if (sample.TimestampMs >= fromMs && sample.TimestampMs <= toMs)
            {
                target.Add(sample);
            }
        }

        return target.Count - before;
    }

    private static async Task<IReadOnlyList<SeriesId>> UpsertAsync(NpgsqlConnection connection, IReadOnlyList<SeriesRow> series, CancellationToken cancellationToken)
    {
        if (series.Count == 0)
        {
            return [];
        }

        // Sorted, so that two instances lock rows in the same order. Labels that differ leave the row as it is, and out of the answer.
        await using var command = new NpgsqlCommand("""
            INSERT INTO history.series AS known (id, labels, first_seen_ms, last_seen_ms)
            SELECT * FROM unnest($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET
                first_seen_ms = least(known.first_seen_ms, excluded.first_seen_ms),
                last_seen_ms = greatest(known.last_seen_ms, excluded.last_seen_ms),
                changed_by = pg_current_xact_id()
            WHERE known.labels = excluded.labels
            RETURNING id
            """, connection);
        var sorted = series.OrderBy(static row => row.Id.ToInt64()).ToList();
        command.Parameters.AddWithValue(sorted.Select(static row => row.Id.ToInt64()).ToArray());
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Jsonb, sorted.Select(static row => LabelJson.Write(row.Labels)).ToArray());
        command.Parameters.AddWithValue(sorted.Select(static row => row.FirstSeenMs).ToArray());
        command.Parameters.AddWithValue(sorted.Select(static row => row.LastSeenMs).ToArray());
        var written = new HashSet<SeriesId>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                written.Add(SeriesId.FromInt64(reader.GetInt64(0)));
            }
        }

        await using var notify = new NpgsqlCommand($"NOTIFY {CatalogueSync.Channel}", connection);
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return [.. series.Select(static row => row.Id).Where(id => !written.Contains(id))];
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<ChunkRow> chunks, IReadOnlyList<SeriesId> refused, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY history.chunks (series_id, start_ms, end_ms, sample_count, level, data) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var chunk in chunks)
        {
            if (!refused.Contains(chunk.SeriesId))
            {
                await ChunkCopy.WriteAsync(copy, chunk, level: 0, cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }
}

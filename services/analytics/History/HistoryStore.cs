using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Samples in PostgreSQL: chunks by binary COPY in, range queries out; docs/formats/history.md.</summary>
internal sealed class HistoryStore(NpgsqlDataSource source, HistoryReader reader) : IHistoryStore
{
    // Each statement has the time-out of a command to itself: after an outage every series there is may have changed.
    private const int SeriesPerStatement = 10_000;

    public async Task<IReadOnlyList<SeriesId>> CommitAsync(HistoryCommit commit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var refused = await UpsertAsync(connection, commit.Series, cancellationToken);
        await CopyAsync(connection, commit, refused, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return refused;
    }

    public Task ReadAsync(HistoryRange range, SampleBudget budget, RollupRead? rollups, CancellationToken cancellationToken) =>
        reader.ReadAsync(range, budget, rollups, cancellationToken);

    private static async Task<IReadOnlyList<SeriesId>> UpsertAsync(NpgsqlConnection connection, IReadOnlyList<SeriesRow> series, CancellationToken cancellationToken)
    {
        if (series.Count == 0)
        {
            return [];
        }

        // Sorted, so that two instances lock rows in the same order.
        var written = new HashSet<SeriesId>();
        foreach (var slice in series.OrderBy(static row => row.Id.ToInt64()).Chunk(SeriesPerStatement))
        {
            await UpsertSliceAsync(connection, slice, written, cancellationToken);
        }

        await using var notify = new NpgsqlCommand($"NOTIFY {CatalogueSync.Channel}", connection);
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return [.. series.Select(static row => row.Id).Where(id => !written.Contains(id))];
    }

    private static async Task UpsertSliceAsync(NpgsqlConnection connection, SeriesRow[] sorted, HashSet<SeriesId> written, CancellationToken cancellationToken)
    {
        // Labels that differ leave the row as it is, and out of the answer.
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
        command.Parameters.AddWithValue(sorted.Select(static row => row.Id.ToInt64()).ToArray());
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Jsonb, sorted.Select(static row => LabelJson.Write(row.Labels)).ToArray());
        command.Parameters.AddWithValue(sorted.Select(static row => row.FirstSeenMs).ToArray());
        command.Parameters.AddWithValue(sorted.Select(static row => row.LastSeenMs).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            written.Add(SeriesId.FromInt64(reader.GetInt64(0)));
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, HistoryCommit commit, IReadOnlyList<SeriesId> refused, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY history.recent (series_id, start_ms, end_ms, sample_count, level, data) FROM STDIN (FORMAT BINARY)", cancellationToken);

        // In the order of the index, which then takes a page once and not once a row.
        foreach (var slice in commit.Chunks.OrderBy(static chunk => chunk.SeriesId.ToInt64()).Where(chunk => !refused.Contains(chunk.SeriesId)).Chunk(HistoryCommit.ChunksPerSlice))
        {
            foreach (var chunk in slice)
            {
                await ChunkCopy.WriteAsync(copy, chunk, level: 0, cancellationToken);
            }

            await commit.Rest();
        }

        await copy.CompleteAsync(cancellationToken);
    }
}

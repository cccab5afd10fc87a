using Npgsql;
using NpgsqlTypes;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Writes the roll-ups of a block, in the transaction that settles its chunks.</summary>
internal static class RollupRows
{
    /// <summary>Puts new rows in the place of whatever the series had for the block.</summary>
    public static async Task ReplaceAsync(
        NpgsqlConnection connection, RollupResolution resolution, long block, IReadOnlyList<SeriesId> series, IReadOnlyList<RollupRow> rows, CancellationToken cancellationToken)
    {
        var table = resolution.Table.At(block).Table;
        await using (var delete = new NpgsqlCommand($"DELETE FROM history.{table} WHERE series_id = ANY ($1) AND start_ms = $2", connection))
        {
            delete.Parameters.AddWithValue(series.Select(static id => id.ToInt64()).ToArray());
            delete.Parameters.AddWithValue(block);
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var copy = await connection.BeginBinaryImportAsync($"COPY history.{table} (series_id, start_ms, exactness, data) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(row.SeriesId.ToInt64(), NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(row.BlockMs, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(row.Worth.Stored, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(row.Data, NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}

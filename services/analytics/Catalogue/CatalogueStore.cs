using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>Reads the catalogue from PostgreSQL and takes old series out of it; new ones are written by the group commit.</summary>
internal sealed class CatalogueStore(NpgsqlDataSource source)
{
    private const int SeriesPerDelete = 10_000;

    /// <summary>
    /// The rows written by transactions that had not ended at the given snapshot's xmin, and the xmin to ask with next time.
    /// Rows may come twice; none is ever missed. Start with "0".
    /// </summary>
    public async Task<(IReadOnlyList<SeriesRow> Rows, string NextXmin)> ChangedSinceAsync(string xmin, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text, id, labels::text, first_seen_ms, last_seen_ms
            FROM (SELECT 1) AS once LEFT JOIN history.series ON changed_by >= $1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = ulong.Parse(xmin, System.Globalization.CultureInfo.InvariantCulture), NpgsqlDbType = NpgsqlDbType.Xid8 });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<SeriesRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            xmin = reader.GetString(0);
            if (!await reader.IsDBNullAsync(1, cancellationToken))
            {
                rows.Add(new SeriesRow(SeriesId.FromInt64(reader.GetInt64(1)), LabelJson.Read(reader.GetString(2)), reader.GetInt64(3), reader.GetInt64(4)));
            }
        }

        return (rows, xmin);
    }

    /// <summary>Deletes those of the given series that were last seen before a moment.</summary>
    public async Task DeleteAsync(IEnumerable<SeriesId> series, long lastSeenMs, CancellationToken cancellationToken)
    {
        foreach (var part in series.Chunk(SeriesPerDelete))
        {
            await using var command = source.CreateCommand("DELETE FROM history.series WHERE id = ANY ($1) AND last_seen_ms < $2");
            command.Parameters.AddWithValue(part.Select(static id => id.ToInt64()).ToArray());
            command.Parameters.AddWithValue(lastSeenMs);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// The series that have chunks to merge, a few at a time. One pass over the index serves many steps: rows merged away stay in it
/// until they are vacuumed, and to look anew for each step would be to read them again each time.
/// </summary>
internal static class DueSeries
{
    // Bounds the memory of a pass (0.8 MB).
    private const int SeriesPerPass = 100_000;

    // Bounds the rows of a transaction (a few MB) and how long it is open.
    private const int SeriesPerStep = 200;

    /// <summary>The smallest start of a chunk of these levels within the time, or none.</summary>
    public static async Task<long?> OldestAsync(NpgsqlDataSource source, short[] levels, long fromMs, long beforeMs, CancellationToken cancellationToken)
    {
        // Level by level, as the index goes.
        await using var command = source.CreateCommand("""
            SELECT min(start_ms) FROM unnest($1) AS levels(level)
            CROSS JOIN LATERAL (
                SELECT min(start_ms) AS start_ms FROM history.recent
                WHERE recent.level = levels.level AND recent.level >= 0 AND start_ms >= $2 AND start_ms < $3) AS oldest
            """);
        command.Parameters.AddWithValue(levels);
        command.Parameters.AddWithValue(fromMs);
        command.Parameters.AddWithValue(beforeMs);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>Steps of series with a chunk of these levels that begins within the time.</summary>
    public static async IAsyncEnumerable<long[]> StepsAsync(
        NpgsqlDataSource source, short[] levels, long fromMs, long beforeMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = long.MinValue;
        List<long> pass;
        do
        {
            pass = await PassAsync(source, levels, fromMs, beforeMs, after, cancellationToken);
            foreach (var step in pass.Chunk(SeriesPerStep))
            {
                yield return step;
                after = step[^1];
            }
        }
        while (pass.Count == SeriesPerPass);
    }

    private static async Task<List<long>> PassAsync(NpgsqlDataSource source, short[] levels, long fromMs, long beforeMs, long after, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            SELECT DISTINCT series_id FROM history.recent
            WHERE level = ANY ($1) AND level >= 0 AND start_ms >= $2 AND start_ms < $3 AND series_id > $4
            ORDER BY series_id LIMIT {SeriesPerPass}
            """);
        command.Parameters.AddWithValue(levels);
        command.Parameters.AddWithValue(fromMs);
        command.Parameters.AddWithValue(beforeMs);
        command.Parameters.AddWithValue(after);
        var series = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            series.Add(reader.GetInt64(0));
        }

        return series;
    }
}

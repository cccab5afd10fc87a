using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Api;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>An anomaly as it is stored: which watch found it, on which series, and the verdict.</summary>
internal sealed record StoredAnomaly(string Watch, long Series, IReadOnlyDictionary<string, string> Labels, Verdict Verdict);

/// <summary>Keeps what the watches found.</summary>
internal sealed class AnomalyStore(NpgsqlDataSource source)
{
    /// <summary>Most anomalies one answer has, the newest.</summary>
    public const int MostInAnswer = 1_000;

    // A value out of range is an anomaly before anything is expected of the series: NaN stands for what is not known.
    private static readonly JsonSerializerOptions Verdicts = new(ApiJson.Options) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>
    /// Stores the anomalies of a watch and how far it is judged, together; what another instance has stored already changes nothing.
    /// </summary>
    public async Task SaveAsync(string watch, IReadOnlyList<SeriesVerdict> anomalies, long judgedUntilMs, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new("""
            INSERT INTO history.anomalies (watch, series, at_ms, labels, level, is_news, verdict)
            SELECT known.name, found.series, found.at_ms, found.labels::jsonb, found.level, found.is_news, found.verdict::jsonb
            FROM history.watches AS known, unnest($2, $3, $4, $5, $6, $7) AS found (series, at_ms, labels, level, is_news, verdict) WHERE known.name = $1
            ON CONFLICT (watch, series, at_ms) DO NOTHING
            """)
        {
            Parameters =
            {
                new() { Value = watch },
                new() { Value = anomalies.Select(static one => unchecked((long)one.Labels.Id.Value)).ToArray() },
                new() { Value = anomalies.Select(static one => one.Verdict.TimestampMs).ToArray() },
                new() { Value = anomalies.Select(static one => JsonSerializer.Serialize(Labels(one.Labels), ApiJson.Options)).ToArray() },
                new() { Value = anomalies.Select(static one => (short)one.Verdict.Level).ToArray() },
                new() { Value = anomalies.Select(static one => one.Verdict.IsNews).ToArray() },
                new() { Value = anomalies.Select(static one => JsonSerializer.Serialize(one.Verdict, Verdicts)).ToArray() },
            },
        });
        batch.BatchCommands.Add(new("UPDATE history.watches SET judged_until_ms = greatest(judged_until_ms, $2) WHERE name = $1")
        {
            Parameters = { new() { Value = watch }, new() { Value = judgedUntilMs } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The anomalies that fit, the newest first.</summary>
    public Task<IReadOnlyList<StoredAnomaly>> ListAsync(AnomalyFilter filter, int limit, CancellationToken cancellationToken) => ReadAsync(
        """
        WHERE at_ms BETWEEN $1 AND $2 AND ($3 IS NULL OR watch = $3) AND level >= $4
          AND ($5 IS NULL OR strpos(lower(watch), lower($5)) > 0 OR EXISTS (SELECT FROM jsonb_each_text(labels) AS label WHERE strpos(lower(label.key || '=' || label.value), lower($5)) > 0))
          AND ($6 IS NULL OR EXISTS (SELECT FROM jsonb_array_elements(verdict->'votes') AS vote WHERE vote->>'detector' = $6))
          AND (verdict->>'probability')::float8 >= $7
        ORDER BY at_ms DESC, watch, series LIMIT $8
        """,
        [
            new() { Value = filter.From.ToUnixTimeMilliseconds() },
            new() { Value = filter.To.ToUnixTimeMilliseconds() },
            Text(filter.Watch),
            new() { Value = (short)filter.Least },
            Text(filter.Series),
            Text(filter.Detector is { } detector ? JsonNamingPolicy.CamelCase.ConvertName(detector.ToString()) : null),
            new() { Value = filter.Probability },
            new() { Value = limit },
        ],
        cancellationToken);

    /// <summary>
    /// The oldest anomaly that people are to be told of: as probable as asked for, and news, or the first that follows news that was not
    /// probable enough. What happened before the given moment is told no more. Null where there is none.
    /// </summary>
    public async Task<StoredAnomaly?> NextToAnnounceAsync(double leastProbability, DateTimeOffset since, CancellationToken cancellationToken) => (await ReadAsync(
        """
        AS found WHERE NOT announced AND at_ms >= $1 AND (verdict->>'probability')::float8 >= $2
          AND NOT EXISTS (
            SELECT 1 FROM history.anomalies AS told WHERE told.watch = found.watch AND told.series = found.series AND told.announced AND told.at_ms < found.at_ms
              AND told.at_ms >= (SELECT max(at_ms) FROM history.anomalies AS news WHERE news.watch = found.watch AND news.series = found.series AND news.is_news AND news.at_ms <= found.at_ms))
        ORDER BY at_ms, watch, series LIMIT 1
        """,
        [new() { Value = since.ToUnixTimeMilliseconds() }, new() { Value = leastProbability }],
        cancellationToken)) is [var next] ? next : null;

    public async Task AnnouncedAsync(StoredAnomaly anomaly, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("UPDATE history.anomalies SET announced = true WHERE watch = $1 AND series = $2 AND at_ms = $3");
        command.Parameters.AddWithValue(anomaly.Watch);
        command.Parameters.AddWithValue(anomaly.Series);
        command.Parameters.AddWithValue(anomaly.Verdict.TimestampMs);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Removes what is older than the retention.</summary>
    public async Task<int> TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.anomalies WHERE at_ms < $1");
        command.Parameters.AddWithValue(before.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static Dictionary<string, string> Labels(LabelSet labels) => labels.ToDictionary(static label => label.Name, static label => label.Value);

    private async Task<IReadOnlyList<StoredAnomaly>> ReadAsync(string condition, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT watch, series, labels, verdict FROM history.anomalies {condition}");
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var anomalies = new List<StoredAnomaly>();
        while (await reader.ReadAsync(cancellationToken))
        {
            anomalies.Add(new StoredAnomaly(
                reader.GetString(0),
                reader.GetInt64(1),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(2), ApiJson.Options)!,
                JsonSerializer.Deserialize<Verdict>(reader.GetString(3), Verdicts)));
        }

        return anomalies;
    }
}

using Npgsql;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Latency;

/// <summary>How long a stage took for one channel and level; durations in seconds.</summary>
internal sealed record StageDurations(string Channel, string Level, string Stage, long Count, double P50, double P95, double P99, double Worst);

/// <summary>What the notifications delivered in a time say about the way they took.</summary>
/// <param name="Stages">By channel, level and stage; a stage that nothing went through is left out.</param>
/// <param name="Counted">Notifications that were looked at.</param>
internal sealed record PathDurations(IReadOnlyList<StageDurations> Stages, long Counted);

/// <summary>Reads durations out of the stamps that the log of notifications keeps.</summary>
internal sealed class PathStore(NpgsqlDataSource source)
{
    /// <summary>Notifications looked at, the newest.</summary>
    public const int MostNotifications = 100_000;

    public async Task<PathDurations> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH delivered AS (
              SELECT channel, coalesce(level, 'unknown') AS level, sample_at, changed_at, received_at, queued_at, delivered_at
              FROM alerting.notifications WHERE delivered_at >= $1 AND delivered_at < $2
              ORDER BY delivered_at DESC LIMIT {MostNotifications}),
            stages AS (
              SELECT channel, level, stage, position, greatest(extract(epoch FROM took), 0)::double precision AS seconds
              FROM delivered CROSS JOIN LATERAL (VALUES
                (1, '{PathStages.Evaluate}', changed_at - sample_at),
                (2, '{PathStages.Publish}', received_at - changed_at),
                (3, '{PathStages.Decide}', queued_at - received_at),
                (4, '{PathStages.Deliver}', delivered_at - queued_at),
                (5, '{PathStages.Total}', delivered_at - sample_at)) AS parts (position, stage, took)
              WHERE took IS NOT NULL)
            SELECT channel, level, stage, count(*), percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY seconds), max(seconds), (SELECT count(*) FROM delivered)
            FROM stages GROUP BY channel, level, stage, position
            ORDER BY channel, array_position(ARRAY['critical', 'warning', 'info'], level), position
            """).With(from, to);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counted = 0L;
        var stages = await reader.ReadAllAsync(
            row =>
            {
                var percentiles = row.GetFieldValue<double[]>(4);
                counted = row.GetInt64(6);
                return new StageDurations(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), percentiles[0], percentiles[1], percentiles[2], row.GetDouble(5));
            },
            cancellationToken);
        return new PathDurations(stages, counted);
    }
}

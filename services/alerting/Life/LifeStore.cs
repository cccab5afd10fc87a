using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Life;

/// <summary>Ends of acknowledgements, verdicts and comments in PostgreSQL.</summary>
internal sealed class LifeStore(NpgsqlDataSource source)
{
    /// <summary>Sets or clears when the acknowledgement of the open episode ends; whether it ends at another time then. Written before the acknowledgement itself: one that stays for ever by accident is worse than an end without one.</summary>
    public async Task<bool> SetAcknowledgementEndAsync(string fingerprint, string user, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        await using var command = (until is null
            ? source.CreateCommand("DELETE FROM alerting.acknowledgement_ends e USING alerting.alerts a WHERE a.id = e.alert_id AND a.fingerprint = $1 AND a.state <> 'resolved'").With(fingerprint)
            : source.CreateCommand(
                """
                INSERT INTO alerting.acknowledgement_ends (alert_id, acknowledged_by, until) SELECT id, $2, $3 FROM alerting.alerts WHERE fingerprint = $1 AND state <> 'resolved'
                ON CONFLICT (alert_id) DO UPDATE SET acknowledged_by = EXCLUDED.acknowledged_by, until = EXCLUDED.until
                WHERE (acknowledgement_ends.acknowledged_by, acknowledgement_ends.until) IS DISTINCT FROM (EXCLUDED.acknowledged_by, EXCLUDED.until)
                """).With(fingerprint, user, until));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Episodes whose acknowledgement was to end by now, with who acknowledged them; no name where it is in other hands, or nobody's, by now.</summary>
    public async Task<IReadOnlyList<(long AlertId, string Fingerprint, string? By)>> EndedAcknowledgementsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT a.id, a.fingerprint, CASE WHEN a.state = 'acknowledged' AND a.acknowledged_by = e.acknowledged_by THEN a.acknowledged_by END
            FROM alerting.acknowledgement_ends e JOIN alerting.alerts a ON a.id = e.alert_id WHERE e.until <= $1 ORDER BY e.until LIMIT 100
            """).With(now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(static row => (row.GetInt64(0), row.GetString(1), row.Optional<string>(2)), cancellationToken);
    }

    public async Task ForgetAcknowledgementEndAsync(long alertId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One that has been given a new end in between stays.
        await using var command = source.CreateCommand("DELETE FROM alerting.acknowledgement_ends WHERE alert_id = $1 AND until <= $2").With(alertId, now);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Judges an episode, the newest where none is named; false where there is none.</summary>
    public async Task<bool> JudgeAsync(string fingerprint, long? episode, Judgement judgement, CancellationToken cancellationToken)
    {
        var word = AlertRow.Word(judgement.Verdict);
        await using var command = source.CreateCommand(
            """
            WITH judged AS (
              INSERT INTO alerting.verdicts (alert_id, verdict, note, judged_by, judged_at)
              SELECT id, $3, $4, $5, $6 FROM alerting.alerts WHERE fingerprint = $1 AND ($2::bigint IS NULL OR id = $2) ORDER BY starts_at DESC, id DESC LIMIT 1
              ON CONFLICT (alert_id) DO UPDATE SET verdict = EXCLUDED.verdict, note = EXCLUDED.note, judged_by = EXCLUDED.judged_by, judged_at = EXCLUDED.judged_at
              RETURNING alert_id)
            INSERT INTO alerting.timeline (alert_id, at, kind, text, actor) SELECT alert_id, $6, $7, $8, $5 FROM judged
            """).With(
            fingerprint, episode, word, judgement.Note, judgement.JudgedBy, judgement.JudgedAt, TimelineKind.Judged.ToString(),
            judgement.Note is null ? $"judged {word}" : $"judged {word}: {judgement.Note}");
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes into the story of an episode, the newest where none is named; false where there is none.</summary>
    public async Task<bool> CommentAsync(string fingerprint, long? episode, string text, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.timeline (alert_id, at, kind, text, actor)
            SELECT id, $2, $3, $4, $5 FROM alerting.alerts WHERE fingerprint = $1 AND ($6::bigint IS NULL OR id = $6) ORDER BY starts_at DESC, id DESC LIMIT 1
            """).With(fingerprint, now, TimelineKind.Commented.ToString(), text, user, episode);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>When the acknowledgement of an episode ends, nobody else's than who has it now, and what it was judged to be.</summary>
    public async Task<(DateTimeOffset? Until, Judgement? Judgement)> OfAsync(long alertId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT e.until, v.verdict, v.note, v.judged_by, v.judged_at
            FROM (SELECT $1::bigint AS id) asked
            LEFT JOIN alerting.alerts a ON a.id = asked.id
            LEFT JOIN alerting.acknowledgement_ends e ON e.alert_id = a.id AND e.acknowledged_by = a.acknowledged_by
            LEFT JOIN alerting.verdicts v ON v.alert_id = a.id
            """).With(alertId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (
            reader.Optional<DateTimeOffset?>(0),
            reader.Optional<string>(1) is { } verdict ? new Judgement(Enum.Parse<EpisodeVerdict>(verdict, ignoreCase: true), reader.Optional<string>(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4)) : null);
    }

    /// <summary>Episodes that began in a time, counted by rule, severity and verdict.</summary>
    public async Task<IReadOnlyList<VerdictCount>> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT a.name, a.severity, v.verdict, count(*) FROM alerting.alerts a LEFT JOIN alerting.verdicts v ON v.alert_id = a.id
            WHERE a.starts_at >= $1 AND a.starts_at < $2 GROUP BY a.name, a.severity, v.verdict ORDER BY a.name, a.severity
            """).With(from, to);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(
            static row => new VerdictCount(row.GetString(0), Enum.Parse<Contracts.Severity>(row.GetString(1), ignoreCase: true), row.Optional<string>(2) is { } verdict ? Enum.Parse<EpisodeVerdict>(verdict, ignoreCase: true) : null, row.GetInt64(3)),
            cancellationToken);
    }
}

using System.Text.Json;
using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>The outbox <c>alerting.notifications</c>.</summary>
internal sealed class PostgresNotificationQueue(NpgsqlDataSource source, ILogger<PostgresNotificationQueue> logger) : INotificationQueue
{
    // In all of these $1 is the channel, $2 the time, $3 what the asking process has under way, n the notification.
    private static readonly string IsDue = DueAs("n");

    // An earlier message of the group that is not settled. One that waits for its digest keeps nothing waiting until that is due, one that waits for some
    // of its recipients never.
    private const string Earlier =
        """
        SELECT 1 FROM alerting.notifications e
        WHERE e.group_id = n.group_id AND e.channel = n.channel AND e.change < n.change AND e.status IN ('pending', 'sending')
          AND NOT (e.waits AND e.attempts = 0 AND e.next_attempt_at > $2)
          AND NOT (e.status = 'pending' AND EXISTS (SELECT 1 FROM alerting.sent_parts s WHERE s.notification_id IN (e.id, e.digest) AND s.refused IS NULL))
        """;

    // A later message of the group that has passed it is on its way at this moment: which of the two arrives first nobody knows.
    private const string IsBeingPassed =
        """
        EXISTS (
          SELECT 1 FROM alerting.notifications l
          WHERE l.group_id = n.group_id AND l.channel = n.channel AND l.change > n.change AND l.status = 'sending' AND (l.lease_until > $2 OR l.id = ANY ($3)))
        """;

    private static readonly string MayGo =
        $"""
        n.channel = $1 AND n.id <> ALL ($3) AND {IsDue} AND NOT {IsBeingPassed}
          AND NOT EXISTS (SELECT 1 FROM alerting.channel_failures f WHERE f.channel = $1 AND f.paused_until > $2)
        """;

    // Alerts of which a later message of the group has told.
    private const string ToldSince =
        """
        ARRAY(
          SELECT DISTINCT a.fingerprint
          FROM alerting.notifications l JOIN alerting.notification_alerts na ON na.notification_id = l.id JOIN alerting.alerts a ON a.id = na.alert_id
          WHERE l.group_id = n.group_id AND l.channel = n.channel AND l.change > n.change AND l.status = 'delivered')
        """;

    private static string DueAs(string row) => $"({row}.status = 'pending' AND {row}.next_attempt_at <= $2 OR {row}.status = 'sending' AND {row}.lease_until <= $2)";

    public async Task<IReadOnlyList<Claim>> ClaimAsync(string channel, int most, bool criticalOnly, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken)
    {
        var token = Guid.NewGuid();
        await using var command = source.CreateCommand(
            $"""
            WITH due AS (
              SELECT n.id FROM alerting.notifications n
              WHERE {MayGo} AND NOT EXISTS ({Earlier})
                AND (NOT $7 OR n.level = 'critical' OR EXISTS (
                  SELECT 1 FROM alerting.notifications c
                  WHERE c.group_id = n.group_id AND c.channel = n.channel AND c.change > n.change AND c.status = 'pending' AND c.level = 'critical'))
              ORDER BY n.next_attempt_at LIMIT $4
              FOR UPDATE SKIP LOCKED)
            UPDATE alerting.notifications n SET status = 'sending', attempts = n.attempts + 1, lease = $5, lease_until = $6
            FROM due WHERE n.id = due.id
            RETURNING n.id, n.content, n.attempts, {ToldSince},
              CASE WHEN n.attempts > 1 AND EXISTS (SELECT 1 FROM alerting.sent_parts s WHERE s.notification_id = n.id AND s.refused IS NULL)
                AND EXISTS (
                  SELECT 1 FROM alerting.notifications l
                  WHERE l.group_id = n.group_id AND l.channel = n.channel AND l.change > n.change AND NOT (l.waits AND l.attempts = 0))
              THEN coalesce(n.outcome, 'some do not have it') END
            """).With(channel, now, underWay, most, token, now + lease, criticalOnly);
        List<ClaimedRow> rows;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            rows = await reader.ReadAllAsync(row => ReadRow(row) with { Superseded = row.Optional<string>(4) }, cancellationToken);
        }

        return await ReadAsync(rows, token, cancellationToken);
    }

    private static ClaimedRow ReadRow(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<string[]>(3));

    private async Task<List<Claim>> ReadAsync(IEnumerable<ClaimedRow> rows, Guid token, CancellationToken cancellationToken)
    {
        var claims = new List<Claim>();
        foreach (var row in rows)
        {
            try
            {
                claims.Add(new Claim(StoredJson.Read<Notification>(row.Content), row.Attempt, token) { ToldSince = row.ToldSince, Superseded = row.Superseded });
            }
            catch (Exception broken) when (broken is JsonException or FormatException)
            {
                await DropAsync(row.Id, $"its stored content cannot be read: {broken.Message}", cancellationToken);
            }
        }

        return claims;
    }

    public async Task<bool> RecordAsync(Claim claim, Settlement settlement, CancellationToken cancellationToken)
    {
        if (claim.Parts.Count == 0)
        {
            return await RecordAsync([claim], settlement, cancellationToken);
        }

        var part = settlement.InDigest(claim.Parts.Count);
        if (!settlement.IsLost)
        {
            return await RecordAsync(claim.Parts, part, cancellationToken);
        }

        // One by one: each locks its group, and two digests could lock the same groups in another order.
        var recorded = false;
        foreach (var one in claim.Parts)
        {
            recorded |= await RecordAsync([one], part, cancellationToken);
        }

        return recorded;
    }

    public async Task<Traffic> TrafficAsync(string channel, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT s.sent + u.under_way, s.oldest, d.due, d.waiting, d.critical, d.open
            FROM
              (SELECT count(DISTINCT coalesce(digest, id))::int AS sent, min(delivered_at) AS oldest FROM alerting.notifications WHERE channel = $1 AND delivered_at > $3) s,
              (SELECT count(DISTINCT coalesce(digest, id))::int AS under_way FROM alerting.notifications WHERE channel = $1 AND status = 'sending' AND lease_until > $2) u,
              (SELECT
                 count(*) FILTER (WHERE digest IS NULL)::int AS due,
                 count(*) FILTER (WHERE digest IS NULL AND waits)::int AS waiting,
                 count(*) FILTER (WHERE digest IS NULL AND level = 'critical')::int AS critical,
                 coalesce(bool_or(digest IS NOT NULL), false) AS open
               FROM alerting.notifications n
               WHERE n.channel = $1 AND {IsDue} AND (n.digest IS NOT NULL OR NOT EXISTS ({Earlier} AND NOT {DueAs("e")}))) d
            """).With(channel, now, since);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Traffic(reader.GetInt32(0), reader.Optional<DateTimeOffset?>(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetBoolean(5));
    }

    public async Task<DigestClaim?> ClaimDigestAsync(string channel, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken)
    {
        // A group's messages go in with all that are before them, or not at all: also where there are more than go into one, or another process has one of
        // them. What was in a digest before goes as it was.
        var token = Guid.NewGuid();
        await using var command = source.CreateCommand(
            $"""
            WITH open AS (
              SELECT n.digest FROM alerting.notifications n WHERE {MayGo} AND n.digest IS NOT NULL LIMIT 1),
            candidates AS (
              SELECT n.id, bool_or(n.level = 'critical') OVER in_group IS TRUE AS is_critical, min(n.queued_at) OVER in_group AS since
              FROM alerting.notifications n
              WHERE {MayGo} AND n.digest IS NOT DISTINCT FROM (SELECT digest FROM open)
                AND (n.digest IS NOT NULL OR NOT EXISTS ({Earlier} AND NOT {DueAs("e")}))
              WINDOW in_group AS (PARTITION BY n.group_id)
              ORDER BY is_critical DESC, since, n.group_id, n.change LIMIT {Digest.MostParts}),
            locked AS (
              SELECT n.* FROM alerting.notifications n JOIN candidates c ON c.id = n.id WHERE {IsDue}
              FOR UPDATE OF n SKIP LOCKED),
            due AS (
              SELECT n.id FROM locked n WHERE n.digest IS NOT NULL OR NOT EXISTS ({Earlier} AND e.id NOT IN (SELECT id FROM locked)))
            UPDATE alerting.notifications n SET status = 'sending', attempts = n.attempts + 1, lease = $4, lease_until = $5, digest = coalesce(n.digest, $6)
            FROM due WHERE n.id = due.id
            RETURNING n.id, n.content, n.attempts, {ToldSince}, n.digest
            """).With(channel, now, underWay, token, now + lease, Guid.CreateVersion7(now));
        List<(ClaimedRow Row, Guid Digest)> rows;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            rows = await reader.ReadAllAsync(row => (ReadRow(row), row.GetGuid(4)), cancellationToken);
        }

        return rows.Count == 0 ? null : new DigestClaim(rows[0].Digest, await ReadAsync(rows.Select(static row => row.Row), token, cancellationToken));
    }

    public async Task ForgetLossesAsync(string channel, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ChannelFailures.ForgetLosses).With(channel);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> RecordAsync(IReadOnlyList<Claim> claims, Settlement settlement, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var recorded = false;
        foreach (var claim in claims)
        {
            recorded |= await RecordAsync(claim, settlement, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return recorded;
    }

    private static async Task<bool> RecordAsync(Claim claim, Settlement settlement, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var notification = claim.Notification;
        if (settlement.IsLost)
        {
            // The group's lock first, as everywhere: the pipeline must not decide on what the channel was told while it is corrected. Of an escalation that
            // of its steps, so that one of two messages lost at once sees that the other is.
            await using var locking = new NpgsqlCommand(
                notification.Reason == NotifyReason.Escalated ? "SELECT 1 FROM alerting.escalations WHERE alert_id = -$1 FOR UPDATE" : "SELECT 1 FROM alerting.groups WHERE id = $1 FOR UPDATE",
                connection,
                transaction).With(notification.GroupId);
            await locking.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var settle = new NpgsqlCommand(
            """
            UPDATE alerting.notifications SET
              status = $3, next_attempt_at = coalesce($4, next_attempt_at), outcome = $5, lease = NULL, lease_until = NULL,
              delivered_at = CASE WHEN $3 = 'delivered' THEN $6 END
            WHERE id = $1 AND lease = $2 AND status = 'sending'
            """,
            connection,
            transaction).With(notification.Id, claim.Lease, AlertRow.Word(settlement.Status), settlement.NextAttemptAt, settlement.Reason, settlement.At))
        {
            if (await settle.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                return false;
            }
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Then(
            "INSERT INTO alerting.delivery_attempts (notification_id, attempt, at, duration, outcome, reason) VALUES ($1, $2, $3, $4, $5, $6)",
            notification.Id, claim.Attempt, settlement.At, settlement.Took, AlertRow.Word(settlement.Status), settlement.Reason);
        if (settlement.Status != NotificationStatus.Pending)
        {
            batch.Then(
                """
                INSERT INTO alerting.timeline (alert_id, at, kind, text, actor)
                SELECT alert_id, $2, $3, $4, $5 FROM alerting.notification_alerts WHERE notification_id = $1
                """,
                notification.Id,
                settlement.At,
                (settlement.IsLost ? TimelineKind.DeliveryFailed : TimelineKind.Delivered).ToString(),
                settlement.Reason ?? "delivered",
                notification.Channel);
        }

        if (settlement.IsLost)
        {
            batch.Then(
                """
                UPDATE alerting.group_channels SET
                  failure = $4, told = ARRAY(SELECT unnest(told) EXCEPT SELECT unnest($5::text[])), acknowledged = ARRAY(SELECT unnest(acknowledged) EXCEPT SELECT unnest($6::text[])),
                  notified_at = coalesce($7, notified_at), lost_at = $8,
                  losses = 1 + CASE WHEN (
                    SELECT status FROM alerting.notifications WHERE group_id = $1 AND channel = $2 AND change < $3 ORDER BY change DESC LIMIT 1) IN ('rejected', 'failed') THEN losses ELSE 0 END
                WHERE group_id = $1 AND channel = $2 AND change = $3
                """,
                notification.GroupId, notification.Channel, notification.Change, settlement.Reason, notification.NewlyTold.ToArray(), notification.NewlyTaken.ToArray(), notification.ToldBefore, settlement.At);
        }

        if (settlement.IsLost && notification.Reason == NotifyReason.Escalated)
        {
            // Where it was the last of its step that could arrive, and no further step has been taken, the escalation is to go on.
            batch.Then(
                """
                UPDATE alerting.escalations SET lost = $3, next_at = least(next_at, $4)
                WHERE alert_id = -$1 AND position = $2 AND state IN ('waiting', 'done')
                  AND NOT EXISTS (SELECT 1 FROM alerting.notifications WHERE group_id = $1 AND change = $2 AND status IN ('pending', 'sending', 'delivered'))
                """,
                notification.GroupId, notification.Change, settlement.Reason ?? "no reason given", settlement.At);
        }

        if (Retelling.IsDue(notification, settlement.IsLost))
        {
            // Back into the group goes what no later episode has taken the place of: the channel still believes that it fires.
            batch.Then(
                """
                WITH owed AS (
                  SELECT a.id, a.fingerprint FROM alerting.alerts a
                  WHERE a.id = ANY ($3) AND EXISTS (SELECT 1 FROM alerting.groups WHERE id = $1)
                    AND NOT EXISTS (SELECT 1 FROM alerting.alerts later WHERE later.fingerprint = a.fingerprint AND later.id > a.id)),
                joined AS (
                  INSERT INTO alerting.group_members AS m (group_id, alert_id, retold) SELECT $1, id, $4 FROM owed
                  ON CONFLICT (group_id, alert_id) DO UPDATE SET retold = greatest(m.retold, EXCLUDED.retold)),
                due AS (
                  UPDATE alerting.groups SET next_flush_at = least(next_flush_at, $5) WHERE id = $1 AND EXISTS (SELECT 1 FROM owed))
                UPDATE alerting.group_channels SET failure = $6, told = ARRAY(SELECT unnest(told) UNION SELECT fingerprint FROM owed)
                WHERE group_id = $1 AND channel = $2 AND EXISTS (SELECT 1 FROM owed)
                """,
                notification.GroupId, notification.Channel, notification.Ended.ToArray(), notification.Retold + 1, settlement.At + Retelling.Pause, settlement.Reason);
        }

        ChannelFailures.Note(batch, notification.Channel, settlement);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    // Written by a version that is too different; left in the queue it would block its group for ever.
    private async Task DropAsync(Guid id, string reason, CancellationToken cancellationToken)
    {
        Log.Unreadable(logger, id, reason);
        await using var command = source.CreateCommand("UPDATE alerting.notifications SET status = 'failed', outcome = $2, lease = NULL, lease_until = NULL WHERE id = $1").With(id, reason);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record ClaimedRow(Guid Id, string Content, int Attempt, IReadOnlyList<string> ToldSince)
    {
        public string? Superseded { get; init; }
    }
}

using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>This part: groups and their clocks.</summary>
internal sealed partial class PostgresAlertTransaction
{
    public async Task<IReadOnlyList<AlertGroup>> OpenGroupsAsync(IReadOnlyList<GroupIdentity> identities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (identities.Count == 0)
        {
            return [];
        }

        // First all that are new, then the locks of all, each time in one order. Nothing is written where all exist: a group that a storm
        // touches many times a second would else grow a row version each time. One that is removed between the two statements is made again.
        var hashes = identities.Select(identity => identity.Hash).ToArray();
        while (true)
        {
            await using var batch = TakeWaiting()
                .Then(
                    """
                    INSERT INTO alerting.groups (hash, route, labels, created_at)
                    SELECT hash, route, labels, $4 FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS wanted (hash, route, labels) ORDER BY hash
                    ON CONFLICT (hash) DO NOTHING
                    """,
                    hashes, identities.Select(identity => identity.RouteId).ToArray(), identities.Select(identity => StoredJson.Write(identity.Labels)).ToArray(), now)
                .Then($"SELECT {GroupRow.Columns} FROM alerting.groups g WHERE g.hash = ANY ($1) ORDER BY g.hash FOR UPDATE", (object)hashes);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var groups = await reader.ReadEachAsync(GroupRow.Read, cancellationToken);
            if (groups.Count == identities.Count)
            {
                return groups;
            }
        }
    }

    public async Task<IReadOnlyList<(AlertGroup Group, long AlertId)>> GroupsOfAsync(IReadOnlyList<long> alertIds, CancellationToken cancellationToken)
    {
        if (alertIds.Count == 0)
        {
            return [];
        }

        await using var batch = TakeWaiting().Then(
            $"""
            WITH locked AS (
              SELECT * FROM alerting.groups
              WHERE id IN (SELECT group_id FROM alerting.group_members WHERE alert_id = ANY ($1))
              ORDER BY hash FOR UPDATE)
            SELECT {GroupRow.Columns}, m.alert_id FROM locked g JOIN alerting.group_members m ON m.group_id = g.id AND m.alert_id = ANY ($1)
            ORDER BY g.hash, m.alert_id
            """,
            alertIds.ToArray());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(row => (GroupRow.Read(row), row.GetInt64(7)), cancellationToken);
    }

    public Task JoinAsync(long groupId, long alertId, CancellationToken cancellationToken) =>
        Later("INSERT INTO alerting.group_members (group_id, alert_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", groupId, alertId);

    public Task ScheduleAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Later("UPDATE alerting.groups SET next_flush_at = $2 WHERE id = $1 AND (next_flush_at IS NULL OR next_flush_at > $2)", groupId, at);

    public Task PostponeAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Later("UPDATE alerting.groups SET next_flush_at = $2 WHERE id = $1", groupId, at);

    public async Task<AlertGroup?> TakeDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting().Then(HeldGroups.Keep).Then(
            $"SELECT {GroupRow.Columns} FROM alerting.groups g WHERE g.next_flush_at <= $1 ORDER BY g.next_flush_at LIMIT 1 FOR UPDATE SKIP LOCKED",
            now);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? GroupRow.Read(reader) : null;
    }
}

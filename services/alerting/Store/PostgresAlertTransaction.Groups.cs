using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Store;

/// <summary>This part: groups and their clocks.</summary>
internal sealed partial class PostgresAlertTransaction
{
    public async Task<LockedGroups> LockGroupsAsync(IReadOnlyList<GroupIdentity> identities, IReadOnlyList<long> alertIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (identities.Count + alertIds.Count == 0)
        {
            return new LockedGroups(new Dictionary<long, AlertGroup>(), []);
        }

        // First all that are new, then the locks of all, each time in one order. Nothing is written where all exist: a group that a storm
        // touches many times a second would else grow a row version each time. One that is removed between the two statements is made again.
        var wanted = identities.Select(identity => (identity.Hash, identity.RouteId, Labels: StoredJson.Write(identity.Labels))).DistinctBy(identity => identity.Hash).ToList();
        var hashes = wanted.Select(identity => identity.Hash).ToArray();
        while (true)
        {
            await using var batch = TakeWaiting()
                .Then(
                    """
                    INSERT INTO alerting.groups (hash, route, labels, created_at)
                    SELECT hash, route, labels, $4 FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS wanted (hash, route, labels) ORDER BY hash
                    ON CONFLICT (hash) DO NOTHING
                    """,
                    hashes, wanted.Select(identity => identity.RouteId).ToArray(), wanted.Select(identity => identity.Labels).ToArray(), now)
                .Then(
                    $"""
                    WITH locked AS (
                      SELECT * FROM alerting.groups
                      WHERE id IN (SELECT id FROM alerting.groups WHERE hash = ANY ($1) UNION SELECT group_id FROM alerting.group_members WHERE alert_id = ANY ($2))
                      ORDER BY hash FOR UPDATE)
                    SELECT {GroupRow.Columns}, m.alert_id FROM locked g LEFT JOIN alerting.group_members m ON m.group_id = g.id AND m.alert_id = ANY ($2)
                    ORDER BY g.hash, m.alert_id
                    """,
                    hashes, alertIds.ToArray());
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var rows = await reader.ReadEachAsync(row => (Group: GroupRow.Read(row), AlertId: row.Optional<long?>(7)), cancellationToken);
            var groups = rows.Select(row => row.Group).DistinctBy(group => group.Id).ToDictionary(group => group.Id);
            if (hashes.Except(groups.Values.Select(group => group.Identity.Hash)).Any())
            {
                continue;
            }

            return new LockedGroups(groups, rows.Where(row => row.AlertId is not null).Select(row => (row.Group, row.AlertId!.Value)).ToList());
        }
    }

    public async Task<ILookup<long, ChannelMemory>> MemoriesAsync(IReadOnlyList<long> groupIds, CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting().Then($"SELECT {ChannelMemoryRow.ColumnsOfGroups} FROM alerting.group_channels c WHERE c.group_id = ANY ($1)", (object)groupIds.ToArray());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return (await reader.ReadAllAsync(ChannelMemoryRow.ReadOfGroup, cancellationToken)).ToLookup(static row => row.GroupId, static row => row.Memory);
    }

    public Task SaveAsync(ToldGroup group, CancellationToken cancellationToken)
    {
        _waiting.Then("UPDATE alerting.groups SET last_notified_at = $2, last_firing_notified_at = $3 WHERE id = $1", group.Group.Id, group.Group.LastNotifiedAt, group.Group.LastFiringNotifiedAt);
        foreach (var memory in group.Memories.Values)
        {
            Remember(_waiting, group.Group.Id, memory);
        }

        return Task.CompletedTask;
    }

    public Task JoinAsync(long groupId, long alertId, CancellationToken cancellationToken) =>
        Later("INSERT INTO alerting.group_members (group_id, alert_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", groupId, alertId);

    public Task LeaveAsync(long groupId, string fingerprint, CancellationToken cancellationToken) => Later(
        "DELETE FROM alerting.group_members m USING alerting.alerts a WHERE m.group_id = $1 AND a.id = m.alert_id AND a.fingerprint = $2", groupId, fingerprint);

    public Task ScheduleAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Later("UPDATE alerting.groups SET next_flush_at = $2 WHERE id = $1 AND (next_flush_at IS NULL OR next_flush_at > $2)", groupId, at);

    public Task PostponeAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Later("UPDATE alerting.groups SET next_flush_at = $2 WHERE id = $1", groupId, at);

    public async Task<AlertGroup?> TakeDueAsync(DateTimeOffset now, RoutingTree tree, CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting().Then(HeldGroups.Keep).Then(
            $"""
            SELECT {GroupRow.Columns} FROM alerting.groups g WHERE g.next_flush_at <= $3 AND ({GroupRow.IsKnown} OR g.next_flush_at <= $4)
            ORDER BY g.next_flush_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """,
            tree.Hash, tree.Routes.Keys.ToArray(), now, now - RouteStage.Patience);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? GroupRow.Read(reader) : null;
    }
}

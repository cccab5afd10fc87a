using System.Collections.Immutable;
using Npgsql;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>This part: what the pipeline reads and writes, each in one round trip.</summary>
internal sealed partial class PostgresAlertTransaction
{
    public async Task<Passage> LoadAsync(AlertGroup group, PipelineRules rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = TakeWaiting();
        batch.Then(
                $"""
                SELECT {AlertRow.Columns}, m.held_by, m.held_reason, m.retold FROM alerting.group_members m JOIN alerting.alerts a ON a.id = m.alert_id
                WHERE m.group_id = $1 ORDER BY m.alert_id LIMIT {AlertGroup.MostMembers}
                """,
                group.Id)
            .Then($"SELECT {ChannelMemoryRow.Columns} FROM alerting.group_channels c WHERE c.group_id = $1", group.Id)
            .Then($"SELECT {GroupRow.IsCurrent}", rules.Tree.Hash)
            .ThenSurroundings(rules.Tree, now)
            .ThenSources(rules.Tree, group.Id, group.Identity.Labels);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var members = await reader.ReadAllAsync(ReadMember, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var memories = await reader.ReadAllAsync(ChannelMemoryRow.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var isTreeCurrent = (await reader.ReadAllAsync(static row => row.GetBoolean(0), cancellationToken))[0];
        await reader.NextResultAsync(cancellationToken);
        var around = await reader.ReadSurroundingsAsync(cancellationToken);

        await reader.DisposeAsync();
        var beyond = members.Count == AlertGroup.MostMembers ? await CountBeyondAsync(group.Id, cancellationToken) : 0;
        if (beyond > 0)
        {
            Log.GroupFull(logger, group.Identity.Key, AlertGroup.MostMembers, beyond);
        }

        return new Passage
        {
            Now = now,
            Rules = rules,
            IsTreeCurrent = isTreeCurrent,
            Group = group,
            Members = [.. members],
            Beyond = beyond,
            InhibitionSources = around.InhibitionSources,
            DependencySources = around.DependencySources,
            Silences = around.Silences,
            Maintenance = around.Maintenance,
            Memories = memories.ToImmutableDictionary(memory => memory.Channel),
        };
    }

    private async Task<int> CountBeyondAsync(long groupId, CancellationToken cancellationToken)
    {
        await using var count = new NpgsqlCommand("SELECT count(*)::int FROM alerting.group_members WHERE group_id = $1", connection, transaction).With(groupId);
        return (int)(await count.ExecuteScalarAsync(cancellationToken))! - AlertGroup.MostMembers;
    }

    public Task SaveAsync(Passage passage, CancellationToken cancellationToken)
    {
        var (group, batch) = (passage.Group, _waiting);
        batch.Then(
            "UPDATE alerting.groups SET next_flush_at = $2, last_notified_at = $3, last_firing_notified_at = $4 WHERE id = $1",
            group.Id, group.NextFlushAt, group.LastNotifiedAt, group.LastFiringNotifiedAt);
        if (passage.Leaving.Count > 0)
        {
            batch.Then("DELETE FROM alerting.group_members WHERE group_id = $1 AND alert_id = ANY ($2)", group.Id, passage.Leaving.ToArray());
        }

        var rethought = passage.Members.Where(member => (member.Hold?.Stage, member.Hold?.Reason) != (member.PreviousHold?.Stage, member.PreviousHold?.Reason)).ToList();
        if (rethought.Count > 0)
        {
            batch.Then(
                """
                UPDATE alerting.group_members m SET held_by = h.held_by, held_reason = h.held_reason
                FROM unnest($2::bigint[], $3::text[], $4::text[]) AS h (alert_id, held_by, held_reason)
                WHERE m.group_id = $1 AND m.alert_id = h.alert_id
                """,
                group.Id,
                rethought.Select(member => member.Alert.Id).ToArray(),
                rethought.Select(member => member.Hold?.Stage).ToArray(),
                rethought.Select(member => member.Hold?.Reason).ToArray());
        }

        foreach (var memory in passage.Memories.Values)
        {
            Remember(batch, group.Id, memory);
        }

        foreach (var notification in passage.Notifications)
        {
            Outbox.Enqueue(batch, notification, passage.Now);
        }

        return TellAsync(passage.Timeline, cancellationToken);
    }

    private static void Remember(NpgsqlBatch batch, long groupId, ChannelMemory memory) => batch.Then(
        """
        INSERT INTO alerting.group_channels (group_id, channel, change, notified_at, told, thread, failure, decision, acknowledged, ended) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (group_id, channel) DO UPDATE SET
          change = EXCLUDED.change, notified_at = EXCLUDED.notified_at, told = EXCLUDED.told, thread = EXCLUDED.thread, failure = EXCLUDED.failure, decision = EXCLUDED.decision,
          acknowledged = EXCLUDED.acknowledged, ended = EXCLUDED.ended
        """,
        groupId, memory.Channel, memory.Change, memory.NotifiedAt, memory.Told.ToArray(), memory.Thread, memory.Failure, memory.Decision, memory.Acknowledged.ToArray(), Jsonb.Of(memory.Ended));

    private static Member ReadMember(NpgsqlDataReader row) => new(
        AlertRow.Read(row),
        PreviousHold: row.Optional<string>(26) is { } stage ? new Hold(stage, row.GetString(27)) : null,
        Retold: row.GetInt32(28));
}

using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Explanations;

/// <summary>Reads what an explanation needs, and explains.</summary>
internal sealed class ExplanationReader(NpgsqlDataSource source, INotificationQueue queue, IOptions<DeliveryOptions> options, Channels channels, Live<PipelineRules> rules, TimeProvider clock)
{
    public async Task<IReadOnlyList<GroupExplanation>> ExplainAsync(Alert alert, IReadOnlyList<TimelineEntry> timeline, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var record = new AlertRecord(alert, await StandingsAsync(alert.Id, cancellationToken), await ToldAsync(alert.Id, cancellationToken), timeline);
        return AlertExplanation.Of(record, rules.Value, await StateAsync(record, now, cancellationToken), now);
    }

    /// <summary>The groups an episode is in.</summary>
    internal async Task<IReadOnlyList<GroupStanding>> StandingsAsync(long alertId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.Then(
                $"""
                SELECT {GroupRow.Columns}, m.held_by, m.held_reason, n.members, n.place
                FROM alerting.group_members m JOIN alerting.groups g ON g.id = m.group_id
                CROSS JOIN LATERAL (
                  SELECT count(*)::int AS members, (count(*) FILTER (WHERE o.alert_id <= m.alert_id))::int AS place FROM alerting.group_members o WHERE o.group_id = g.id) n
                WHERE m.alert_id = $1 ORDER BY g.id
                """,
                alertId)
            .Then(
                $"""
                SELECT {ChannelMemoryRow.ColumnsOfGroups} FROM alerting.group_channels c
                WHERE c.group_id IN (SELECT group_id FROM alerting.group_members WHERE alert_id = $1)
                """,
                alertId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var groups = await reader.ReadAllAsync(
            static row => (Group: GroupRow.Read(row), Hold: row.Optional<string>(7) is { } stage ? new Hold(stage, row.GetString(8)) : null, Members: row.GetInt32(9), Place: row.GetInt32(10)),
            cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var memories = (await reader.ReadAllAsync(ChannelMemoryRow.ReadOfGroup, cancellationToken)).ToLookup(row => row.GroupId, row => row.Memory);
        return groups.ConvertAll(row => new GroupStanding(row.Group, row.Hold, row.Members, row.Place, [.. memories[row.Group.Id]]));
    }

    // Messages of escalations have no group; their part of the story is told with the escalation.
    internal async Task<IReadOnlyList<ToldChannel>> ToldAsync(long alertId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT DISTINCT ON (n.group_id, n.channel)
              n.group_id, n.channel, (count(*) OVER (PARTITION BY n.group_id, n.channel))::int, n.queued_at, n.status, n.reason_text, n.attempts, n.outcome, n.next_attempt_at, n.waits
            FROM alerting.notification_alerts na JOIN alerting.notifications n ON n.id = na.notification_id
            WHERE na.alert_id = $1 AND n.group_id > 0
            ORDER BY n.group_id, n.channel, n.change DESC
            """).With(alertId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(
            static row => new ToldChannel(
                row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), Enum.Parse<NotificationStatus>(row.GetString(4), ignoreCase: true), row.GetString(5),
                row.GetInt32(6), row.Optional<string>(7), row.GetFieldValue<DateTimeOffset>(8), row.GetBoolean(9)),
            cancellationToken);
    }

    private async Task<ChannelOutlook> StateAsync(AlertRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var paces = new Dictionary<string, Pace>();
        foreach (var name in record.Told.Where(told => told.Status == NotificationStatus.Pending).Select(told => told.Channel).Distinct())
        {
            if (channels.Find(name) is { } receiver && options.Value.LimitOf(receiver) is { } limit)
            {
                paces[name] = Pacing.Decide(limit, await queue.TrafficAsync(name, now - limit.Per, now, cancellationToken), options.Value.Concurrency, now);
            }
        }

        return new ChannelOutlook(channels.All.Where(static channel => channel.Off is not null).ToDictionary(static channel => channel.Name, static channel => channel.Off!), paces);
    }
}

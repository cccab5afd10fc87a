using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Heartbeats;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Store;

/// <summary>Removes what is over for long enough, and settles what waits for a channel that is not configured any more.</summary>
internal sealed class Housekeeping(
    NpgsqlDataSource source, Channels channels, AlertQueries alerts, SilenceStore silences, IOptions<AlertsOptions> options, IOptions<SilencesOptions> silencing, TimeProvider clock, ILogger<Housekeeping> logger)
{
    // Alerts that silences are compared with at once.
    private const int AlertsAtOnce = 5_000;

    // A group without members keeps its memory this long, for cooldown and threads.
    private static readonly TimeSpan IdleGroups = TimeSpan.FromDays(1);

    // An end that never met its beginning, and a rule that has ended while others fire its alert: the bus delivers nothing again so late.
    private static readonly TimeSpan EarlyEnds = TimeSpan.FromDays(7);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var retention = options.Value.Retention;
        await ExecuteAsync(
            """
            UPDATE alerting.notifications SET status = 'rejected', outcome = 'the channel is not configured any more'
            WHERE status IN ('pending', 'sending') AND channel <> ALL ($1)
            """,
            [channels.All.Select(channel => channel.Name).Append(HeartbeatReceiver.ChannelName).ToArray()],
            cancellationToken);
        await ExecuteAsync("DELETE FROM alerting.early_ends WHERE received_at < $1", [now - EarlyEnds], cancellationToken);
        await ExecuteAsync("DELETE FROM alerting.firing_rules WHERE ended_at < $1", [now - EarlyEnds], cancellationToken);
        await ExecuteAsync("DELETE FROM alerting.threads WHERE created_at < $1", [now - retention], cancellationToken);
        await ExecuteAsync("DELETE FROM alerting.sent_parts WHERE at < $1", [now - retention], cancellationToken);
        var notifications = await ExecuteAsync("DELETE FROM alerting.notifications WHERE queued_at < $1 AND status NOT IN ('pending', 'sending')", [now - retention], cancellationToken);
        var ended = await ExecuteAsync("DELETE FROM alerting.alerts WHERE ends_at < $1", [now - retention], cancellationToken);
        await EndUselessSilencesAsync(now, cancellationToken);
        var removed = await ExecuteAsync("DELETE FROM alerting.silences WHERE ends_at < $1", [now - retention], cancellationToken);

        await ExecuteAsync("DELETE FROM alerting.maintenance_windows WHERE recurrence IS NULL AND ends_at < $1", [now - retention], cancellationToken);
        await ExecuteAsync("DELETE FROM alerting.schedule_overrides WHERE ends_at < $1", [now - retention], cancellationToken);

        // Locked as everywhere, and looked at again under the lock: an alert may be joining this very moment.
        var groups = await ExecuteAsync(
            """
            DELETE FROM alerting.groups WHERE id IN (
              SELECT g.id FROM alerting.groups g
              WHERE g.next_flush_at IS NULL AND coalesce(g.last_notified_at, g.created_at) < $1
                AND NOT EXISTS (SELECT 1 FROM alerting.group_members m WHERE m.group_id = g.id)
              FOR UPDATE SKIP LOCKED)
            """,
            [now - IdleGroups],
            cancellationToken);
        if (ended + notifications + groups + removed > 0)
        {
            Log.Pruned(logger, ended, notifications, groups, removed, retention);
        }
    }

    private async Task EndUselessSilencesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var uselessAfter = silencing.Value.UselessAfter;
        if (uselessAfter == TimeSpan.Zero)
        {
            return;
        }

        // All of that time, page by page, as long as there is a silence that has met none of them.
        var suspects = SilenceScope.Useless(await silences.ListAsync(cancellationToken), [], uselessAfter, now);
        var filter = AlertFilter.Since(now - uselessAfter, AlertsAtOnce);
        for (var isLast = false; suspects.Count > 0 && !isLast;)
        {
            var recent = await alerts.ListAsync(filter, cancellationToken);
            suspects = SilenceScope.Useless(suspects, recent, uselessAfter, now);
            isLast = recent.Count < AlertsAtOnce;
            filter = isLast ? filter : filter with { After = AlertPlace.Of(recent[^1]) };
        }

        foreach (var useless in suspects)
        {
            await silences.ExpireAsync(useless.Id, now, cancellationToken);
            Log.SilenceUseless(logger, useless.Id, useless.CreatedBy, useless.Comment, uselessAfter);
        }
    }

    private async Task<int> ExecuteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql).With(values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

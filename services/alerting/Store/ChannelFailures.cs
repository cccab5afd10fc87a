using Npgsql;
using PerfMonitor.Alerting.Delivery;

namespace PerfMonitor.Alerting.Store;

/// <summary>How a channel has fared.</summary>
/// <param name="Pending">Notifications that wait for it or are being sent.</param>
/// <param name="LastError">What it answered, or what went wrong, the last time that something did; null where nothing ever has.</param>
/// <param name="LastErrorAt">When that was.</param>
/// <param name="FailingSince">Since when nothing has got through; null where the last attempt did.</param>
/// <param name="PausedUntil">Until when it is left alone, as it has asked; null where it is not.</param>
/// <param name="LastDeliveredAt">When it last took something, as far back as notifications are kept; null where it never has.</param>
internal sealed record ChannelState(long Pending, string? LastError, DateTimeOffset? LastErrorAt, DateTimeOffset? FailingSince, DateTimeOffset? PausedUntil, DateTimeOffset? LastDeliveredAt);

/// <summary>The table <c>alerting.channel_failures</c>, kept with the record of each attempt.</summary>
internal sealed class ChannelFailures(NpgsqlDataSource source)
{
    /// <summary>How each of some channels has fared.</summary>
    public async Task<IReadOnlyDictionary<string, ChannelState>> OfAsync(IReadOnlyList<string> channels, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT c.channel, coalesce(w.pending, 0), f.last_error, f.last_at, f.failing_since, CASE WHEN f.paused_until > $2 THEN f.paused_until END,
              (SELECT max(n.delivered_at) FROM alerting.notifications n WHERE n.channel = c.channel AND n.delivered_at IS NOT NULL)
            FROM unnest($1::text[]) AS c (channel)
            LEFT JOIN (SELECT channel, count(*) AS pending FROM alerting.notifications WHERE status IN ('pending', 'sending') GROUP BY channel) w USING (channel)
            LEFT JOIN alerting.channel_failures f USING (channel)
            """).With(channels.ToArray(), now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return (await reader.ReadAllAsync(
            static row => (Channel: row.GetString(0), State: new ChannelState(row.GetInt64(1), row.Optional<string>(2), row.Optional<DateTimeOffset?>(3), row.Optional<DateTimeOffset?>(4), row.Optional<DateTimeOffset?>(5), row.Optional<DateTimeOffset?>(6))),
            cancellationToken)).ToDictionary(static row => row.Channel, static row => row.State);
    }

    /// <summary>What the channel <c>$1</c> lost is told again at the next look of each group, however often it did not arrive.</summary>
    public const string ForgetLosses = "UPDATE alerting.group_channels SET losses = 0 WHERE channel = $1 AND losses > 0";

    /// <summary>Leaves a channel alone no longer: it has just taken something.</summary>
    public async Task GoOnAsync(string channel, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.Then("UPDATE alerting.channel_failures SET paused_until = NULL WHERE channel = $1", channel).Then(ForgetLosses, channel);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds what an attempt says of the channel; one that works writes nothing.</summary>
    public static void Note(NpgsqlBatch batch, string channel, Settlement settlement)
    {
        if (settlement.Status == NotificationStatus.Delivered)
        {
            batch.Then("UPDATE alerting.channel_failures SET failing_since = NULL WHERE channel = $1 AND failing_since IS NOT NULL", channel);
        }
        else
        {
            batch.Then(
                """
                INSERT INTO alerting.channel_failures AS f (channel, failing_since, last_at, last_error, paused_until) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (channel) DO UPDATE SET
                  failing_since = CASE WHEN EXCLUDED.failing_since IS NOT NULL THEN coalesce(f.failing_since, EXCLUDED.failing_since) END,
                  last_at = EXCLUDED.last_at, last_error = EXCLUDED.last_error, paused_until = greatest(f.paused_until, EXCLUDED.paused_until)
                """,
                channel, settlement.Reached ? null : settlement.At, settlement.At, settlement.Reason ?? "no reason given", settlement.PausedUntil);
        }
    }
}

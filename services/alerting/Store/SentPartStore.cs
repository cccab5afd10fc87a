using System.Collections.Immutable;
using Npgsql;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Store;

/// <summary>The table <c>alerting.sent_parts</c>; housekeeping removes what is older than the history.</summary>
internal sealed class SentPartStore(NpgsqlDataSource source, TimeProvider clock, ILogger<SentPartStore> logger) : ISentParts
{
    public async Task<ImmutableDictionary<string, Outcome>> OfAsync(Guid notification, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT recipient, refused FROM alerting.sent_parts WHERE notification_id = $1").With(notification);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var parts = await reader.ReadAllAsync(
            static row => (Recipient: row.GetString(0), Outcome: row.Optional<string>(1) is { } refused ? (Outcome)new Outcome.Rejected(refused) : new Outcome.Delivered()),
            cancellationToken);
        return parts.ToImmutableDictionary(static part => part.Recipient, static part => part.Outcome);
    }

    public Task KeepAsync(Guid notification, IReadOnlyCollection<KeyValuePair<string, Outcome>> settled, CancellationToken cancellationToken) => Recording.RunAsync(
        $"The record of recipients of notification {notification}",
        async over =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over, cancellationToken);
            await using var command = source.CreateCommand(
                """
                INSERT INTO alerting.sent_parts (notification_id, recipient, refused, at) SELECT $1, recipient, refused, $4 FROM unnest($2::text[], $3::text[]) AS settled (recipient, refused)
                ON CONFLICT (notification_id, recipient) DO UPDATE SET refused = EXCLUDED.refused
                """).With(
                notification,
                settled.Select(static part => part.Key).ToArray(),
                settled.Select(static part => part.Value is Outcome.Rejected ? part.Value.Reason : null).ToArray(),
                clock.GetUtcNow());
            return await command.ExecuteNonQueryAsync(either.Token);
        },
        Recording.Endless,
        clock,
        logger);
}

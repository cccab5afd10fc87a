using System.Collections.Immutable;
using Npgsql;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Sms;

namespace PerfMonitor.Alerting.Store;

/// <summary>The table <c>alerting.sent_parts</c>; housekeeping removes what is older than the history.</summary>
internal sealed class SentPartStore(NpgsqlDataSource source, TimeProvider clock) : ISentParts
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

    public async Task KeepAsync(Guid notification, string recipient, Outcome settled, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.sent_parts (notification_id, recipient, refused, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (notification_id, recipient) DO UPDATE SET refused = EXCLUDED.refused
            """).With(notification, recipient, settled is Outcome.Rejected ? settled.Reason : null, clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using Npgsql;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Heartbeats;

/// <summary>Brings heartbeats over the same steps as alerts: in from the bus, through the loop that runs groups, out through the outbox of notifications.</summary>
internal sealed class HeartbeatStore(NpgsqlDataSource source)
{
    // Notifications of heartbeats are kept no longer; 15 s apart that is 240 rows.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>A heartbeat came in; an older one than that known changes nothing.</summary>
    public async Task ReceiveAsync(DateTimeOffset sentAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.heartbeat (sent_at, received_at) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET sent_at = EXCLUDED.sent_at, received_at = EXCLUDED.received_at WHERE heartbeat.sent_at < EXCLUDED.sent_at
            """).With(sentAt, now);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Hands the newest heartbeat on to its channel, once; one that still waits there is not worth sending any more. False where there is no new one.</summary>
    public async Task<bool> PassAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var take = new NpgsqlCommand(
            """
            UPDATE alerting.heartbeat SET passed_at = sent_at, number = number + 1 WHERE passed_at IS NULL OR passed_at < sent_at
            RETURNING sent_at, received_at, number
            """,
            connection,
            transaction);
        PathStamps stamps;
        int number;
        await using (var reader = await take.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                return false;
            }

            (stamps, number) = (new PathStamps(null, reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), now), reader.GetInt32(2));
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Then("DELETE FROM alerting.notifications WHERE channel = $1 AND (status = 'pending' OR queued_at < $2)", HeartbeatReceiver.ChannelName, now - Kept);
        Outbox.Enqueue(batch, HeartbeatNotification.Of(number, stamps, now), now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

using System.Text.Json;
using MassTransit;
using Npgsql;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Publishes the events that rules left in <c>history.alert_outbox</c>, in their order, and takes each out when the broker has
/// confirmed it. An event may so go out twice, with the same id; it is never lost.
/// </summary>
internal sealed class AlertOutbox(NpgsqlDataSource source, IBus bus, TimeProvider clock, AnalyticsMetrics metrics, ILogger<AlertOutbox> logger)
{
    public const string Fired = "fired";
    public const string Resolved = "resolved";
    public const string Heartbeat = "heartbeat";

    // What an earlier process left behind, and what a failure kept back.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private const int PerRound = 100;

    private TaskCompletionSource _filled = NewSignal();

    /// <summary>Says that there is something to publish.</summary>
    public void Filled() => Volatile.Read(ref _filled).TrySetResult();

    /// <summary>Publishes until it is told to stop. One instance does it at a time, the leader.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // Taken before reading: what is filled in from here on ends the wait below.
            var filled = NewSignal();
            Interlocked.Exchange(ref _filled, filled);
            try
            {
                if (await PublishAsync(cancellationToken) == PerRound)
                {
                    continue;
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException or MassTransitException)
            {
                logger.OutboxFailed(failure.Message, PollInterval);
            }

            await Task.WhenAny(filled.Task, Task.Delay(PollInterval, clock, cancellationToken));
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<int> PublishAsync(CancellationToken cancellationToken)
    {
        var events = await ReadAsync(cancellationToken);
        foreach (var (id, kind, body) in events)
        {
            if (kind == Fired)
            {
                await bus.Publish(JsonSerializer.Deserialize<AlertFired>(body)!, cancellationToken);
            }
            else if (kind == Heartbeat)
            {
                await bus.Publish(JsonSerializer.Deserialize<HeartbeatSent>(body)!, cancellationToken);
            }
            else
            {
                await bus.Publish(JsonSerializer.Deserialize<AlertResolved>(body)!, cancellationToken);
            }

            await using var delete = source.CreateCommand("DELETE FROM history.alert_outbox WHERE id = $1");
            delete.Parameters.AddWithValue(id);
            await delete.ExecuteNonQueryAsync(cancellationToken);
            metrics.AlertEvents.Add(1);
        }

        return events.Count;
    }

    private async Task<List<(long Id, string Kind, string Body)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT id, kind, body::text FROM history.alert_outbox ORDER BY id LIMIT {PerRound}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<(long, string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        }

        return events;
    }
}

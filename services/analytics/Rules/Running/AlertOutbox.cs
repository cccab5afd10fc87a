using System.Threading.Channels;
using MassTransit;
using Npgsql;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Publishes the events that rules left in <c>history.alert_outbox</c>, and takes them out when the broker has confirmed them. What has
/// just been stored is handed over in memory as well and published at once. An event may go out twice, with the same id; it is never lost.
/// </summary>
internal sealed class AlertOutbox(NpgsqlDataSource source, IBus bus, TimeProvider clock, AnalyticsMetrics metrics, ILogger<AlertOutbox> logger)
{
    // What an earlier process left behind, and what a failure kept back.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private const int PerRound = 100;

    // More than are handed over while a round is under way are read back.
    private const int MostHanded = 1_000;

    private readonly Channel<OutboxEvent> _handed = Channel.CreateBounded<OutboxEvent>(new BoundedChannelOptions(MostHanded) { SingleReader = true });

    // Some events are in the table alone.
    private volatile bool _readsBack = true;

    // What was read back may be handed over as well.
    private long _published;

    /// <summary>Takes events that have been stored just now.</summary>
    public void Hand(IReadOnlyList<OutboxEvent> stored)
    {
        foreach (var one in stored)
        {
            if (!_handed.Writer.TryWrite(one))
            {
                _readsBack = true;
            }
        }
    }

    /// <summary>Publishes until it is told to stop. One instance does it at a time, the leader.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _readsBack = true;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var events = await NextAsync(cancellationToken);
                if (events.Count > 0)
                {
                    await PublishAsync(events, cancellationToken);
                    continue;
                }

                if (!_readsBack && !await IsHandedAsync(cancellationToken))
                {
                    _readsBack = true;
                }
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever broker or database threw: nobody else publishes, and what was not taken out goes out again.
                logger.OutboxFailed(failure.Message, PollInterval);
                _readsBack = true;
                await Task.Delay(PollInterval, clock, cancellationToken);
            }
        }
    }

    private async Task<List<OutboxEvent>> NextAsync(CancellationToken cancellationToken)
    {
        if (_readsBack)
        {
            // Set again by what does not fit from here on.
            _readsBack = false;
            var stored = await ReadAsync(cancellationToken);
            _readsBack |= stored.Count == PerRound;
            return stored;
        }

        var events = new List<OutboxEvent>();
        while (events.Count < PerRound && _handed.Reader.TryRead(out var one))
        {
            if (one.Id > _published)
            {
                events.Add(one);
            }
            else
            {
                // Read back and published already, or overtaken by a later one on its way here: the table knows.
                _readsBack = true;
            }
        }

        return events;
    }

    /// <summary>Waits for an event; false where none was handed over within the interval.</summary>
    private async Task<bool> IsHandedAsync(CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(PollInterval, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return await _handed.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // Side by side: an end that overtakes its beginning waits for it in alerting.
    private async Task PublishAsync(List<OutboxEvent> events, CancellationToken cancellationToken)
    {
        var publishing = events.ConvertAll(one => bus.PublishConfirmedAsync(one.Message, clock, cancellationToken));
        await Task.WhenAll(publishing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var confirmed = events.Where((_, i) => publishing[i].IsCompletedSuccessfully).Select(static one => one.Id).ToArray();
        if (confirmed.Length > 0)
        {
            _published = Math.Max(_published, confirmed.Max());
            await DeleteAsync(confirmed, cancellationToken);
            metrics.AlertEvents.Add(confirmed.Length);
        }

        await Task.WhenAll(publishing);
    }

    // Not waited for on the disk: a deletion that a crash of the database undoes publishes the same events once more.
    private async Task DeleteAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('synchronous_commit', 'off', true)"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM history.alert_outbox WHERE id = ANY ($1)") { Parameters = { new() { Value = ids } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<OutboxEvent>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT id, kind, body::text FROM history.alert_outbox ORDER BY id LIMIT {PerRound}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<OutboxEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(new OutboxEvent(reader.GetInt64(0), OutboxEvent.Read(reader.GetString(1), reader.GetString(2))));
        }

        return events;
    }
}

using MassTransit;
using Npgsql;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Publishing;

/// <summary>
/// Brings AlertChanged events from the outbox to the bus, a batch at a time. Events are removed after the broker has confirmed them, so each
/// arrives at least once; readers keep the highest version.
/// </summary>
internal sealed class ChangePublisher(NpgsqlDataSource source, IBus bus, Signals signals, TimeProvider clock, ILogger<ChangePublisher> logger) : BackgroundService
{
    private const int BatchSize = 100;

    // While the broker is away a publish waits; the rows' locks must not wait with it for ever.
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync("Publishing changes", RoundAsync, clock, logger, stoppingToken);

    private async Task RoundAsync(CancellationToken stopping)
    {
        if (await PublishAsync(stopping) < BatchSize)
        {
            await signals.Publishing.WaitAsync(DueWatch.LongestWait, clock, stopping);
        }
    }

    private async Task<int> PublishAsync(CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var waiting = await TakeAsync(connection, transaction, stopping);
        if (waiting.Count == 0)
        {
            return 0;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timeout.CancelAfter(PublishTimeout);
        try
        {
            // Side by side: one confirmation after the other would let a storm's events wait for minutes.
            await Task.WhenAll(waiting.Select(row => bus.Publish(row.Message, timeout.Token)));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            Log.PublishingWaits(logger, $"no confirmation within {PublishTimeout.TotalSeconds:0} s");
            return 0;
        }

        await using var done = new NpgsqlCommand("DELETE FROM alerting.outbox WHERE id = ANY ($1)", connection, transaction).With(waiting.Select(row => row.Id).ToArray());
        await done.ExecuteNonQueryAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return waiting.Count;
    }

    private static async Task<List<(long Id, AlertChanged Message)>> TakeAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT id, message FROM alerting.outbox ORDER BY id LIMIT {BatchSize} FOR UPDATE SKIP LOCKED", connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(row => (row.GetInt64(0), StoredJson.Read<AlertChanged>(row.GetString(1))), cancellationToken);
    }
}

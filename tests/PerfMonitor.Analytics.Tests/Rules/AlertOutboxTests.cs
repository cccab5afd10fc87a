using System.Text.Json;
using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Tests.History;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class AlertOutboxTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // The clock stands still, so nothing is published merely because the interval is over.
    [Fact]
    public async Task Publishes_at_once_also_what_a_later_event_has_overtaken()
    {
        using var history = database.Empty();
        var told = new Told();
        await RunAsync(history, told, async (outbox, _) =>
        {
            foreach (var id in (long[])[11, 10])
            {
                var stored = await StoreAsync(id);
                outbox.Hand([stored]);
                Assert.Equal(((AlertResolved)stored.Message).EventId, await told.Events.ReadAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancelled));
            }
        });
    }

    [Theory]
    [InlineData("its confirm never comes")]
    [InlineData("its channel is gone")]
    [InlineData("its confirm is given up")]
    public async Task Publishes_again_what_a_dying_broker_did_not_confirm(string death)
    {
        using var history = database.Empty();
        var told = new Told
        {
            First = death switch
            {
                "its confirm never comes" => new TaskCompletionSource().Task,
                "its channel is gone" => Task.FromException(new ObjectDisposedException("channel")),
                _ => Task.FromCanceled(new CancellationToken(canceled: true)),
            },
        };
        var stored = await StoreAsync(10);
        await RunAsync(history, told, async (_, running) =>
        {
            var published = told.Events.ReadAsync(Cancelled).AsTask();
            for (var second = 0; second < 60 && !published.IsCompleted; second++)
            {
                Assert.False(running.IsCompleted, running.Exception?.Message);
                history.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(20, Cancelled);
            }

            Assert.Equal(((AlertResolved)stored.Message).EventId, await published.WaitAsync(TimeSpan.FromSeconds(30), Cancelled));
        });
    }

    private async Task RunAsync(StoredHistory history, Told told, Func<AlertOutbox, Task, Task> act)
    {
        var bus = Bus.Factory.CreateUsingInMemory(static _ => { });
        bus.ConnectPublishObserver(told);
        await bus.StartAsync(Cancelled);
        var outbox = new AlertOutbox(database.Source, bus, history.Clock, history.Metrics, NullLogger<AlertOutbox>.Instance);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var running = outbox.RunAsync(ending.Token);
        await act(outbox, running);
        await ending.CancelAsync();
        await Task.WhenAny(running);
        Assert.Null(running.Exception);
        await bus.StopAsync(Cancelled);
    }

    private async Task<OutboxEvent> StoreAsync(long id)
    {
        var resolved = new AlertResolved
        {
            EventId = Guid.NewGuid(),
            Fingerprint = "f",
            FiredEventId = Guid.NewGuid(),
            RuleName = "Slow",
            Labels = new Dictionary<string, string>(),
            Reason = "over",
            ResolvedAt = DateTimeOffset.UnixEpoch,
        };
        await using var command = database.Source.CreateCommand("INSERT INTO history.alert_outbox (id, event_id, kind, body) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = resolved.EventId });
        command.Parameters.Add(new() { Value = OutboxEvent.KindOf(resolved) });
        command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(resolved), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(Cancelled);
        return new OutboxEvent(id, resolved);
    }

    /// <summary>What was published, in order.</summary>
    private sealed class Told : IPublishObserver
    {
        private readonly Channel<Guid> _events = Channel.CreateUnbounded<Guid>();

        public ChannelReader<Guid> Events => _events.Reader;

        /// <summary>What becomes of the first message, where it is not published.</summary>
        public Task? First { get; set; }

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class
        {
            var (before, _) = (First ?? Task.CompletedTask, First = null);
            return before;
        }

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            _events.Writer.TryWrite(((AlertResolved)(object)context.Message).EventId);
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Escalation;

/// <summary>The process dies at every call of the store, before it and after it, over a real PostgreSQL.</summary>
[Trait("feature", "S2-14")]
public sealed class EscalationKillTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loses_no_step_and_takes_none_twice_wherever_the_process_dies()
    {
        var (steps, expected) = await RunAsync(diesAt: null);
        Assert.Equal(["boss 2 Escalated", "boss 2147483647 AllResolved", "sms 1 Escalated", "sms 2147483647 AllResolved"], expected);
        Assert.InRange(steps, 20, 200);

        for (var step = 1; step <= steps; step++)
        {
            var (_, messages) = await RunAsync(step);
            Assert.True(messages.SequenceEqual(expected), $"killed at step {step}: {string.Join(", ", messages)}");
        }
    }

    private async Task<(int Steps, List<string> Messages)> RunAsync(int? diesAt)
    {
        var (world, source) = database.EmptyWithSource();
        var clock = new ManualTimeProvider(Begin);
        var settings = new EscalationSettings(source, NullLogger<EscalationSettings>.Instance);
        var policy = new EscalationPolicy("p", [LabelMatchers.Parse("severity=critical")], [new(TimeSpan.FromMinutes(5), [], [], ["sms"], []), new(TimeSpan.FromMinutes(5), [], [], ["boss"], [])]);
        await settings.PutAsync("policy", "p", policy, "me", Begin, Token);
        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions(), ["sms", "boss"], []), new Dictionary<string, ChannelRule>());
        var store = new MortalStore(new EscalationStore(source)) { DiesAt = diesAt };
        var scene = new Scene(world);
        var fired = Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid());
        await scene.ReceiveAsync(fired);
        for (var minute = 0; minute <= 14; minute++)
        {
            if (minute == 12)
            {
                await scene.ReceiveAsync(Scene.End(fired, fired.EventId, clock.GetUtcNow()));
            }

            try
            {
                await Process().RunAsync(Token);
            }
            catch (KilledException)
            {
                store.DiesAt = null;
                await Process().RunAsync(Token);
            }

            clock.Advance(TimeSpan.FromMinutes(1));
        }

        return (store.Steps, await MessagesAsync(source));

        EscalationRunner Process() => new(store, settings, new WorkingChannels(new HashSet<string> { "sms", "boss" }), rules, new Signals(), clock);
    }

    private static async Task<List<string>> MessagesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT channel, change, reason FROM alerting.notifications WHERE group_id < 0 ORDER BY channel, change");
        await using var reader = await command.ExecuteReaderAsync(Token);
        return await reader.ReadAllAsync(row => $"{row.GetString(0)} {row.GetInt32(1)} {row.GetString(2)}", Token);
    }

    /// <summary>Dies before or after a call, with what that call did undone or done.</summary>
    private sealed class MortalStore(IEscalationStore inner) : IEscalationStore
    {
        public int? DiesAt { get; set; }

        public int Steps { get; private set; }

        public async Task<int> BeginAsync(Func<CancellationToken, Task<ContactBook>> read, CancellationToken cancellationToken) => await AroundAsync(() => inner.BeginAsync(read, cancellationToken));

        public async Task<IEscalationTransaction?> TakeAsync(RoutingTree tree, DateTimeOffset now, CancellationToken cancellationToken)
        {
            Step();
            return await inner.TakeAsync(tree, now, cancellationToken) is { } taken ? new MortalTransaction(this, taken) : null;
        }

        private void Step()
        {
            if (++Steps == DiesAt)
            {
                throw new KilledException();
            }
        }

        private async Task<T> AroundAsync<T>(Func<Task<T>> call)
        {
            Step();
            var result = await call();
            Step();
            return result;
        }

        private sealed class MortalTransaction(MortalStore store, IEscalationTransaction inner) : IEscalationTransaction
        {
            public EscalationTurn Turn => inner.Turn;

            public Task SaveAsync(EscalationMove move, DateTimeOffset now, CancellationToken cancellationToken) => store.AroundAsync(async () =>
            {
                await inner.SaveAsync(move, now, cancellationToken);
                return true;
            });

            public Task CommitAsync(CancellationToken cancellationToken) => store.AroundAsync(async () =>
            {
                await inner.CommitAsync(cancellationToken);
                return true;
            });

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}

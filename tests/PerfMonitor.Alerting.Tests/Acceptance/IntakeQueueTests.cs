using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Acceptance;

public sealed class IntakeQueueTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_each_of_many_events_once_however_they_share_transactions()
    {
        var (world, source) = database.EmptyWithSource();
        using var queue = Queue(world);
        var fired = Enumerable.Range(0, 500).Select(i => Scene.Event($"Cpu critical web-{i % 250}", Noon.AddSeconds(i), Guid.NewGuid())).ToList();

        // Each alert fires twice, each event comes twice, and the first episode's end comes at any time.
        await Task.WhenAll(fired.Concat(fired).Select(AlertEvent (one) => new AlertEvent.Fired(one))
            .Concat(fired.Take(250).Select(one => new AlertEvent.Resolved(Scene.End(one, one.EventId, one.FiredAt.AddSeconds(5)))))
            .OrderBy(static one => one.FiredEventId).Select(one => Task.Run(() => queue.TakeAsync(one, Token), Token)));

        await using var count = source.CreateCommand("SELECT count(*) || ' episodes, ' || count(*) FILTER (WHERE state <> 'resolved') || ' open, ' || count(DISTINCT fired_event_id) || ' events' FROM alerting.alerts");
        Assert.Equal("500 episodes, 250 open, 500 events", await count.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Keeps_none_out_because_of_one_that_cannot_be_stored()
    {
        var (world, source) = database.EmptyWithSource();
        using var queue = Queue(world);
        await using (var refuse = source.CreateCommand("ALTER TABLE alerting.alerts ADD CONSTRAINT refused CHECK (fingerprint NOT LIKE '%web-3')"))
        {
            await refuse.ExecuteNonQueryAsync(Token);
        }

        var taken = Enumerable.Range(0, 8).Select(i => queue.TakeAsync(new AlertEvent.Fired(Scene.Event($"Cpu warning web-{i}", Noon)), Token)).ToList();
        await Task.WhenAll(taken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.Equal([3], taken.Index().Where(static one => one.Item.IsFaulted).Select(static one => one.Index));
        await using var count = source.CreateCommand("SELECT count(*) FROM alerting.alerts");
        Assert.Equal(7L, await count.ExecuteScalarAsync(Token));
    }

    private static IntakeQueue Queue(PostgresWorld world)
    {
        var (clock, signals, metrics) = (new ManualTimeProvider(Noon.AddMinutes(30)), new Signals(), new AlertingMetrics());
        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions(), ["email"], []), new Dictionary<string, ChannelRule> { ["email"] = new("email", true, false, null) });
        return new IntakeQueue(new AlertIntake(world, new GroupFlusher(world, rules, clock, signals, metrics, NullLogger<GroupFlusher>.Instance), rules, clock, signals, metrics, NullLogger<AlertIntake>.Instance));
    }
}

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

/// <summary>Policies come, go and get other names while an alert fires.</summary>
[Trait("feature", "S2-14")]
public sealed class ChangedBookTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Goes_on_with_its_steps_when_its_policy_is_removed_and_comes_back_by_another_name(int removed)
    {
        var (world, source) = database.EmptyWithSource();
        var (clock, settings) = (new ManualTimeProvider(Begin), new EscalationSettings(source, NullLogger<EscalationSettings>.Instance));
        var runner = new EscalationRunner(
            new EscalationStore(source), settings, new WorkingChannels(new HashSet<string> { "sms", "boss" }), new PipelineRules(RoutingTree.Build(new RoutingOptions(), ["sms", "boss"], []), new Dictionary<string, ChannelRule>()), new Signals(), clock);
        await PutAsync(settings, "old");
        await new Scene(world).ReceiveAsync(Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid()));
        for (var minute = 0; minute <= 30; minute++)
        {
            if (minute == removed)
            {
                Assert.True(await settings.RemoveAsync("policy", "old", Token));
            }

            if (minute == 20)
            {
                await PutAsync(settings, "new");
            }

            await runner.RunAsync(Token);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(removed < 5 ? ["20 sms", "25 boss"] : ["5 sms", "20 boss"], await ReadAsync(source, "SELECT round(extract(epoch FROM queued_at - $1) / 60) || ' ' || channel FROM alerting.notifications WHERE group_id < 0 ORDER BY queued_at", Begin));
        Assert.Single(await ReadAsync(source, "SELECT text FROM alerting.timeline WHERE text LIKE 'the escalation ends%' AND at > $1", Begin));
    }

    [Fact]
    public async Task Lets_no_alert_begin_without_a_policy_that_is_just_being_put()
    {
        var (world, source) = database.EmptyWithSource();
        var (settings, store) = (new EscalationSettings(source, NullLogger<EscalationSettings>.Instance), new EscalationStore(source));
        await new Scene(world).ReceiveAsync(Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid()));
        Task? put = null;
        await store.BeginAsync(
            async token =>
            {
                var book = await settings.ReadAsync(token);
                put = PutAsync(settings, "new");
                while (!put.IsCompleted && (await ReadAsync(source, "SELECT 'waits' FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).Count == 0)
                {
                }

                return book;
            },
            Token);
        await put!;

        await store.BeginAsync(settings.ReadAsync, Token);

        Assert.Equal(["waiting"], await ReadAsync(source, "SELECT state FROM alerting.escalations"));
    }

    private static async Task PutAsync(EscalationSettings settings, string name) => Assert.True(await settings.PutAsync(
        "policy",
        name,
        new EscalationPolicy(name, [LabelMatchers.Parse("severity=critical")], [new(TimeSpan.FromMinutes(5), [], [], ["sms"], []), new(TimeSpan.FromMinutes(5), [], [], ["boss"], [])]),
        "me",
        Begin,
        Token));

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql).With(values);
        await using var reader = await command.ExecuteReaderAsync(Token);
        return await reader.ReadAllAsync(static row => row.GetString(0), Token);
    }
}

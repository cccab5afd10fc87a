using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Explanations;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class FullGroupTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_in_the_message_and_of_each_alert_how_many_are_beyond_those_that_are_looked_at()
    {
        var (world, source) = database.EmptyWithSource();
        await FillAsync(source, AlertGroup.MostMembers + 3);
        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions { Routes = [] }, ["email"], []), new Dictionary<string, ChannelRule> { ["email"] = new("email", SendResolved: true) });

        await using var transaction = await world.BeginAsync(Token);
        var group = (await transaction.TakeDueAsync(Samples.Noon, rules.Tree, Token))!;
        var passage = AlertPipeline.Run(await transaction.LoadAsync(group, rules, Samples.Noon, Token));
        await transaction.SaveAsync(passage, Token);
        await transaction.CommitAsync(Token);

        var notification = Assert.Single(passage.Notifications);
        Assert.Equal("first notification; 3 more alerts in the group, told of when some of the oldest 5000 have resolved", notification.ReasonText);
        Assert.Equal((100, 4903), (notification.Alerts.Count, notification.TruncatedAlerts));

        var reader = new ExplanationReader(source, world, Options.Create(new DeliveryOptions()), new Channels([]), rules, TimeProvider.System);
        var (oldest, newest) = (Assert.Single(await reader.StandingsAsync(1, Token)), Assert.Single(await reader.StandingsAsync(5003, Token)));
        Assert.Equal((5003, 1, 5003, 5003), (oldest.Members, oldest.Place, newest.Members, newest.Place));
    }

    private static async Task FillAsync(NpgsqlDataSource source, int alerts)
    {
        var identity = new GroupIdentity("{}", new Dictionary<string, string> { ["alertname"] = "A" });
        await using var command = source.CreateCommand(
            """
            WITH g AS (INSERT INTO alerting.groups (hash, route, labels, created_at, next_flush_at) VALUES ($1, '{}', $2, $3, $3) RETURNING id),
            a AS (
              INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, sample_at, received_at, version)
              SELECT gen_random_uuid(), 'f' || i, 'A', 'g', 'warning', '{"alertname":"A"}', '{}', '', 1, 'firing', $3, $3, $3, $3, i FROM generate_series(1, $4) i RETURNING id)
            INSERT INTO alerting.group_members (group_id, alert_id) SELECT g.id, a.id FROM g, a
            """).With(identity.Hash, Jsonb.Of(identity.Labels), Samples.Noon, alerts);
        await command.ExecuteNonQueryAsync(Token);
    }
}

using Npgsql;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class HeldGroupsTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly LabelMatcher Everything = LabelMatchers.Parse("alertname=~\".+\"");

    private static readonly PipelineRules Rules = new(
        RoutingTree.Build(new RoutingOptions(), ["email"], []),
        new Dictionary<string, ChannelRule> { ["email"] = new("email", SendResolved: true) });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Are_woken_by_the_end_of_a_quiet_also_where_an_intake_beside_it_has_only_just_made_them(bool isSilence)
    {
        var (world, source) = database.EmptyWithSource();
        var (silences, windows, id) = (new SilenceStore(source), new MaintenanceStore(source), Guid.NewGuid());
        Assert.True(isSilence ? await silences.AddAsync(Silence(id), most: 10, Samples.Noon, replaces: null, Token) : await windows.AddAsync(Window(id), most: 10, Token));
        await using var intake = await world.BeginAsync(Token);
        var group = await HoldAsync(intake);

        var end = isSilence ? silences.ExpireAsync(id, Samples.Noon, Token) : windows.RemoveAsync(id, Samples.Noon, Token);
        await WaitsAsync(source, end);
        await intake.CommitAsync(Token);

        Assert.True(await end);
        Assert.Equal(Samples.Noon, await world.NextDueAsync(Rules.Tree, Token));
        await using var flush = await world.BeginAsync(Token);
        var due = await flush.TakeDueAsync(Samples.Noon, Rules.Tree, Token);
        Assert.Equal(group.Id, due!.Id);
        Assert.Single(AlertPipeline.Run(await flush.LoadAsync(due, Rules, Samples.Noon, Token)).Notifications);
    }

    /// <summary>An alert is taken in whose group is made in the same transaction; the quiet holds it back.</summary>
    private static async Task<AlertGroup> HoldAsync(IAlertTransaction intake)
    {
        var alert = Samples.Alert() with { Id = 0 };
        await intake.KnowAsync([(alert.Fingerprint, alert.FiredEventId)], Token);
        alert = (await intake.SaveAsync([alert], Samples.Noon, Token))[0];
        var route = RouteStage.Decide(alert.Labels, Rules.Tree.Root).Single().Route;
        var group = (await intake.LockGroupsAsync([GroupIdentity.Of(route, alert.Labels)], [], Samples.Noon, Token)).Groups.Values.Single();
        await intake.JoinAsync(group.Id, alert.Id, Token);
        var passage = AlertPipeline.Run(await intake.LoadAsync(group, Rules, Samples.Noon, Token));
        Assert.Empty(passage.Notifications);
        Assert.True(passage.Group.NextFlushAt > Samples.Noon);
        await intake.SaveAsync(passage, Token);
        return group;
    }

    /// <summary>Until the end of the quiet waits for a lock, or is through without.</summary>
    private static async Task WaitsAsync(NpgsqlDataSource source, Task end)
    {
        while (!end.IsCompleted)
        {
            await using var command = source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
            if ((long)(await command.ExecuteScalarAsync(Token))! > 0)
            {
                return;
            }
        }
    }

    private static Silence Silence(Guid id) => new()
    {
        Id = id,
        Matchers = [Everything],
        StartsAt = Samples.Noon.AddHours(-1),
        EndsAt = Samples.Noon.AddHours(1),
        CreatedBy = "bob",
        Comment = "deploy",
        CreatedAt = Samples.Noon.AddHours(-1),
    };

    private static MaintenanceWindow Window(Guid id) => new()
    {
        Id = id,
        Name = "patch day",
        Matchers = [Everything],
        StartsAt = Samples.Noon.AddHours(-1),
        EndsAt = Samples.Noon.AddHours(1),
        CreatedBy = "bob",
        CreatedAt = Samples.Noon.AddHours(-1),
    };
}

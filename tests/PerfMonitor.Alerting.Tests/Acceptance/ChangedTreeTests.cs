using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Acceptance;

/// <summary>What people hear when the routing tree changes, after a restart or while another instance goes on with the old one. Each scene is an instance.</summary>
public abstract class ChangedTreeTests
{
    // Of the shipped tree it has the top only.
    private static readonly RoutingOptions ByInstance = new() { Routes = [new() { Match = ["instance=web-1"], GroupWait = TimeSpan.FromSeconds(10), GroupBy = ["instance"] }] };

    private readonly Guid _episode = Guid.NewGuid();

    [Fact]
    public async Task Does_not_say_again_what_was_said_before_and_ends_it_in_the_same_conversation()
    {
        var before = await Begin("Cpu warning web-1").PlayAsync(10);

        var after = await End(200, "Cpu warning web-1", new Scene(before.World, ByInstance)).Regroups(11).PlayAsync(11);

        Assert.Equal(["{}/{instance=web-1}"], await after.World.RoutesInUseAsync());
        await after.PlayAsync(400);
        Assert.Equal(["5: FirstNotification [Cpu web-1] ()"], before.Told);
        Assert.Equal(["305: AllResolved [] (Cpu web-1)"], after.Told);
        Assert.Equal(before.Channels[0].Notifications[0].Thread, after.Channels[0].Notifications[0].Thread);
    }

    [Fact]
    public async Task Tells_an_end_that_waited_when_the_tree_changed()
    {
        var before = await End(30, "Cpu critical web-1", Begin("Cpu critical web-1")).PlayAsync(40);

        var after = await new Scene(before.World, ByInstance).Regroups(41).PlayAsync(100);

        Assert.Equal(["60: AllResolved [] (Cpu web-1)"], after.Told);
        Assert.Equal(before.Channels[0].Notifications[0].Thread, after.Channels[0].Notifications[0].Thread);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tells_a_channel_the_end_of_what_it_was_told_of_although_others_are_told_now(bool isOtherRoute)
    {
        var before = await Begin("Cpu critical web-1", To("email")).PlayAsync(10);
        var after = new Scene(before.World, isOtherRoute ? new RoutingOptions { Channels = ["slack"], Routes = [] } : To("slack"), Both());

        await End(400, "Cpu critical web-1", after).Regroups(11).PlayAsync(800);

        Assert.Equal(["400: AllResolved [] (Cpu web-1)"], after.Channels[0].Told);
        Assert.Equal(["FirstNotification", "AllResolved"], after.Channels[1].Notifications.Select(notification => notification.Reason.ToString()));
    }

    [Fact]
    public async Task Leaves_a_group_of_a_route_that_it_does_not_know_to_the_instance_that_does()
    {
        var older = Scene();
        var newer = await new Scene(older.World, ByInstance).Regroups(0).Fires(0, "Cpu warning web-1").PlayAsync(0);
        await older.Fires(0, "Disk critical web-2").PlayAsync(20);

        await newer.PlayAsync(20);

        Assert.Equal(["0: FirstNotification [Disk web-2] ()"], older.Told);
        Assert.Equal(["10: FirstNotification [Cpu web-1] ()"], newer.Told);
    }

    [Fact]
    public async Task Takes_a_group_of_a_route_that_it_does_not_know_when_nobody_else_has_for_a_minute()
    {
        var older = Scene();
        await new Scene(older.World, ByInstance).Regroups(0).Fires(0, "Cpu warning web-1").PlayAsync(0);

        await older.PlayAsync(100);

        Assert.Equal(["70: FirstNotification [Cpu web-1] ()"], older.Told);
        Assert.Equal(["{}/{severity=\"warning\"}"], await older.World.RoutesInUseAsync());
    }

    [Fact]
    public async Task Moves_an_alert_that_the_old_tree_has_placed_since()
    {
        var older = Scene();
        var newer = await new Scene(older.World, ByInstance).Regroups(0).PlayAsync(0);
        await older.Fires(1, "Cpu warning web-1").PlayAsync(1);

        await newer.PlayAsync(20);

        Assert.Equal(["6: FirstNotification [Cpu web-1] ()"], newer.Told);
        Assert.Equal(["{}/{instance=web-1}"], await newer.World.RoutesInUseAsync());
    }

    private protected abstract IWorld World();

    private Scene Scene(RoutingOptions? routing = null, params FakeReceiver[] channels) => new(World(), routing, channels);

    private static RoutingOptions To(string channel) => new() { Channels = [channel] };

    private static FakeReceiver[] Both() => [new("email"), new("slack")];

    /// <summary>An instance that takes an alert.</summary>
    private Scene Begin(string alert, RoutingOptions? routing = null)
    {
        var scene = Scene(routing, Both()).Regroups(0);
        return scene.At(0, () => scene.ReceiveAsync(Fired(alert, scene)));
    }

    private Scene End(double at, string alert, Scene scene) => scene.At(at, () => scene.ReceiveAsync(Acceptance.Scene.End(Fired(alert, scene), _episode, scene.Now)));

    private AlertFired Fired(string alert, Scene scene) => Acceptance.Scene.Event(alert, scene.Now, _episode);
}

/// <summary>With the stores in memory.</summary>
public sealed class ChangedTreeInMemoryTests : ChangedTreeTests
{
    private protected override IWorld World() => new MemoryStore();
}

/// <summary>With the stores in a PostgreSQL of the test's own.</summary>
public sealed class ChangedTreeInPostgresTests(AlertingDatabase database) : ChangedTreeTests, IClassFixture<AlertingDatabase>
{
    private protected override IWorld World() => database.Empty();
}

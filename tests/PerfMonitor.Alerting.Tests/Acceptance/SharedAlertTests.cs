using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Acceptance;

/// <summary>Rules whose alerts have the same labels, such as a rule and its copy with another threshold.</summary>
public abstract class SharedAlertTests
{
    private const string Alert = "Cpu critical web-1";
    private const string Rule = "cpu > 80";
    private const string Copy = "cpu > 90";

    [Fact]
    public async Task Lasts_until_the_last_of_the_rules_has_ended_and_is_told_once()
    {
        var scene = await Scene().Fires(1, Alert, Rule).Fires(2, Alert, Copy).Resolves(400, Alert, Copy).Resolves(800, Alert, Rule).PlayAsync(2000);

        Assert.Equal(["1: FirstNotification [Cpu web-1] ()", "800: AllResolved [] (Cpu web-1)"], scene.Told);
        Assert.Equal(1, await scene.EpisodesAsync(Alert));
        Assert.Equal(
            [
                "1: Fired 97 > 90",
                "2: Fired another rule with the same labels fires it, too: cpu > 90 (group test)",
                "400: Resolved cpu > 90 (group test) has ended (the condition is false again); the alert goes on, as cpu > 80 (group test) fires it",
                "800: Resolved the condition is false again",
            ],
            (await scene.StoryAsync(Alert)).Where(static line => line.Contains(": Fired") || line.Contains(": Resolved")));
    }

    [Fact]
    public async Task Lasts_as_long_where_the_rule_that_began_it_ends_first()
    {
        var scene = await Scene().Fires(1, Alert, Rule).Fires(2, Alert, Copy).Resolves(400, Alert, Rule).Resolves(800, Alert, Copy).PlayAsync(2000);

        Assert.Equal(["1: FirstNotification [Cpu web-1] ()", "800: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Ends_with_a_rule_whose_copy_has_come_and_gone_and_begins_anew_after_that()
    {
        var scene = await Scene()
            .Fires(1, Alert, Rule).Fires(2, Alert, Copy).Resolves(3, Alert, Copy).Fires(400, Alert, Copy).Resolves(500, Alert, Copy).Resolves(800, Alert, Rule)
            .Fires(1500, Alert, Copy).Resolves(1900, Alert, Copy)
            .PlayAsync(3000);

        Assert.Equal(
            ["1: FirstNotification [Cpu web-1] ()", "800: AllResolved [] (Cpu web-1)", "1500: FirstNotification [Cpu web-1] ()", "1900: AllResolved [] (Cpu web-1)"],
            scene.Told);
        Assert.Equal(2, await scene.EpisodesAsync(Alert));
    }

    [Fact]
    public async Task Takes_nothing_twice_that_the_bus_delivers_again()
    {
        var scene = await Scene()
            .Fires(1, Alert, Rule).Fires(2, Alert, Copy).FiresAgain(3, Alert, Copy).FiresAgain(4, Alert, Rule)
            .Resolves(400, Alert, Copy).FiresAgain(401, Alert, Copy).Resolves(402, Alert, Copy)
            .Resolves(800, Alert, Rule).FiresAgain(801, Alert, Copy).FiresAgain(802, Alert, Rule).Resolves(803, Alert, Copy).Resolves(804, Alert, Rule)
            .PlayAsync(3000);

        Assert.Equal(["1: FirstNotification [Cpu web-1] ()", "800: AllResolved [] (Cpu web-1)"], scene.Told);
        Assert.Equal(4, (await scene.StoryAsync(Alert)).Count(static line => line.Contains(": Fired") || line.Contains(": Resolved")));
    }

    [Fact]
    public async Task Is_not_held_by_a_rule_whose_end_was_heard_of_first()
    {
        var scene = await Scene().Fires(1, Alert, Rule).ResolvesBeforeItFires(10, Alert, Copy).FiresAgain(11, Alert, Copy).Resolves(400, Alert, Rule).PlayAsync(2000);

        Assert.Equal(["1: FirstNotification [Cpu web-1] ()", "400: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Counts_a_rule_once_whose_end_was_never_heard_of()
    {
        var scene = await Scene().Fires(1, Alert, Rule).Fires(2, Alert, Copy).Fires(300, Alert, Copy).Resolves(400, Alert, Copy).Resolves(800, Alert, Rule).PlayAsync(2000);

        Assert.Equal(["1: FirstNotification [Cpu web-1] ()", "800: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Is_shared_too_by_rules_whose_text_holds_a_character_that_cannot_be_kept()
    {
        var scene = await Scene().Fires(1, Alert, "cpu > 80\0").Fires(2, Alert, "cpu > 90\0").Resolves(400, Alert, "cpu > 90\0").Resolves(800, Alert, "cpu > 80\0").PlayAsync(2000);

        Assert.Equal(["1: FirstNotification [Cpu web-1] ()", "800: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    private Scene Scene() => new(World());

    private protected abstract IWorld World();
}

public sealed class SharedAlertsInMemoryTests : SharedAlertTests
{
    private protected override IWorld World() => new MemoryStore();
}

public sealed class SharedAlertsInPostgresTests(AlertingDatabase database) : SharedAlertTests, IClassFixture<AlertingDatabase>
{
    private protected override IWorld World() => database.Empty();
}

using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Explanations;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Explanations;

/// <summary>Ten minutes after the alert began; the route waits 30 s, has a cooldown of 15 min and tells mail and pager, which is off.</summary>
public sealed class AlertExplanationTests
{
    private static readonly Alert Alert = Samples.Alert();
    private static readonly DateTimeOffset Now = Samples.Noon.AddMinutes(10);
    private static readonly RoutingTree Tree = Build();
    private static readonly AlertRoute Route = Tree.Root.Routes[0];
    private static readonly AlertGroup Group = new() { Id = 7, Identity = GroupIdentity.Of(Route, Alert.Labels), CreatedAt = Samples.Noon, NextFlushAt = Now.AddMinutes(1) };
    private static readonly ToldChannel Message = new(7, "mail", 1, Samples.Noon, NotificationStatus.Delivered, "first notification", 1, null, Samples.Noon, Waits: false);

    private static readonly ChannelMemory Knows = new("mail") { NotifiedAt = Samples.Noon, Told = new HashSet<string> { Alert.Fingerprint } };

    [Fact]
    public void Names_the_route_and_its_matcher_the_group_and_when_that_is_looked_at()
    {
        var way = Assert.Single(Explain(new GroupStanding(Group, null, 3, 1, [])));

        Assert.Equal(
            ("{}/{severity=\"critical\"}:{alertname=\"HostCpuHigh\"}", "{}/{severity=\"critical\"}", "matches {severity=\"critical\"}", 3, Now.AddMinutes(1)),
            (way.Key, way.Route, way.Matched, way.Members, way.NextFlushAt));
    }

    [Fact]
    public void Says_what_becomes_of_it_in_each_channel_and_why()
    {
        var other = new ChannelMemory("mail") { NotifiedAt = Samples.Noon.AddMinutes(2) };
        var pace = new Pace.Wait("5 messages in 10 min are the limit", Now.AddMinutes(3));

        Assert.Equal("due: first notification, when the group is looked at next [12:11]", Mail(Standing()));
        Assert.Equal("told: nothing new; the next reminder is due 2026-03-02 16:00:00 UTC [16:00]", Mail(Standing(Knows), Message));
        Assert.Equal("told: acknowledged by anna", Mail(Standing(Knows), Message, Alert with { State = AlertState.Acknowledged, AcknowledgedBy = "anna" }));
        Assert.Equal("silent: cools down until 2026-03-02 12:17:00 UTC: this channel was told of the group 8 min ago [12:17]", Mail(Standing(other)));
        Assert.Equal("held: silenced by bob", Mail(Standing() with { Hold = new Hold("silence", "silenced by bob") }));
        Assert.Equal("held: told before, and now silenced by bob", Mail(Standing(Knows) with { Hold = new Hold("silence", "silenced by bob") }, Message));
        Assert.Equal("queued: waits for the channel's digest: first notification [13:00]", Mail(Standing(Knows), Message with { Status = NotificationStatus.Pending, Attempts = 0, Waits = true, NextAttemptAt = Samples.Noon.AddHours(1) }));
        Assert.Equal("queued: waits for the channel's limit: 5 messages in 10 min are the limit [12:13]", Mail(Standing(Knows), Message with { Status = NotificationStatus.Pending, Attempts = 0 }, pace: pace));
        Assert.Equal("queued: 2 attempts did not arrive (503); the next is due [12:12]", Mail(Standing(Knows), Message with { Status = NotificationStatus.Pending, Attempts = 2, Outcome = "503", NextAttemptAt = Now.AddMinutes(2) }));
        Assert.Equal("queued: waits for its turn: first notification", Mail(Standing(Knows), Message with { Status = NotificationStatus.Pending, Attempts = 0 }));
        Assert.Equal("silent: number 5001 of 6000 in the group: the oldest 5000 are looked at, this one when some of them have resolved", Mail(Standing() with { Members = 6000, Place = 5001 }));
        Assert.Equal("off: no address is set", Show(Assert.Single(Explain(Standing())).Channels[1]));
    }

    [Fact]
    public void Tells_of_what_is_over_from_the_record()
    {
        var over = Alert.Resolved();

        Assert.Equal("told: told 2 times, at last at 2026-03-02 12:04:10 UTC: resolved (in a digest of 3)", Mail(null, Message with { Count = 2, At = Samples.Noon.AddSeconds(250), Reason = "resolved", Outcome = "in a digest of 3" }, over));
        Assert.Equal("failed: the last message, at 2026-03-02 12:00:00 UTC, did not arrive: 404", Mail(null, Message with { Status = NotificationStatus.Failed, Outcome = "404" }, over));
        Assert.Equal("untold: no message to this channel names it; of more than 100 alerts in one message the rest is only counted", Mail(null, null, over));
        Assert.Equal("untold: silenced by bob", Mail(null, null, over, [Held("silenced by bob", null)]));
        Assert.Equal("untold: cooled down", Mail(null, null, over, [Held("cooled down", "mail"), Held("another channel", "pager"), Held("silenced by bob", null)]));
    }

    [Theory]
    [InlineData(null, 30, "waits its group_wait of 30 s for company")]
    [InlineData(-60, 240, "the group was notified less than its group_interval of 5 min ago")]
    [InlineData(-3600, 300, "a group is looked at every group_interval of 5 min at the latest")]
    [InlineData(-3600, 0, "due at once")]
    public void Says_why_a_group_is_looked_at_then(int? toldSecondsAfter, int nextSecondsAfter, string reason)
    {
        var group = Group with { LastNotifiedAt = toldSecondsAfter is { } told ? Samples.Noon.AddSeconds(told) : null, LastFiringNotifiedAt = toldSecondsAfter is { } firing ? Samples.Noon.AddSeconds(firing) : null };

        Assert.Equal(reason, GroupStage.WhyThen(Samples.Noon.AddSeconds(nextSecondsAfter), Alert, group, Route, [], Samples.Noon));
    }

    [Fact]
    public void Says_that_a_group_is_looked_at_for_a_reminder_or_because_a_cooldown_is_over()
    {
        Assert.Equal("a reminder is due, 4 h after the last message", GroupStage.WhyThen(Samples.Noon.AddHours(4), Alert, Group, Route, [Knows], Now));
        Assert.Equal("the cooldown of 15 min is over then", GroupStage.WhyThen(Samples.Noon.AddMinutes(15), Alert, Group, Route, [Knows], Now));
    }

    [Fact]
    public void Says_of_a_group_that_the_tree_no_longer_has_that_the_alert_leaves_it()
    {
        var stray = new GroupStanding(Group with { Identity = new GroupIdentity("{}/{team=\"gone\"}", new Dictionary<string, string>()) }, null, 1, 1, []);

        var ways = Explain(stray);

        Assert.Equal([Route.Id, "{}/{team=\"gone\"}"], ways.Select(way => way.Route));
        Assert.Equal("silent: the routing has changed, and the alert is about to be put into this group", Show(ways[0].Channels[0]));
        Assert.Equal("the routing has changed since, and the alert is about to leave this group", ways[1].Matched);
    }

    private static GroupStanding Standing(params ChannelMemory[] memories) => new(Group, null, 1, 1, memories);

    private static TimelineEntry Held(string text, string? channel) => new(1, Samples.Noon, TimelineKind.HeldBack, text, channel);

    private static string Mail(GroupStanding? standing, ToldChannel? told = null, Alert? alert = null, IReadOnlyList<TimelineEntry>? timeline = null, Pace? pace = null) =>
        Show(Assert.Single(Explain(standing, told, alert, timeline, pace)).Channels[0]);

    private static IReadOnlyList<GroupExplanation> Explain(GroupStanding? standing, ToldChannel? told = null, Alert? alert = null, IReadOnlyList<TimelineEntry>? timeline = null, Pace? pace = null) =>
        AlertExplanation.Of(
            new AlertRecord(alert ?? Alert, standing is null ? [] : [standing], told is null ? [] : [told], timeline ?? []),
            new PipelineRules(Tree, new Dictionary<string, ChannelRule> { ["mail"] = new("mail", SendResolved: true) }),
            new ChannelOutlook(new Dictionary<string, string> { ["pager"] = "no address is set" }, pace is null ? new Dictionary<string, Pace>() : new() { ["mail"] = pace }),
            Now);

    private static string Show(ChannelExplanation channel) =>
        $"{channel.Standing.ToString().ToLowerInvariant()}: {channel.Reason}{(channel.Until is { } until ? $" [{until:HH:mm}]" : "")}";

    private static RoutingTree Build()
    {
        var errors = new List<string>();
        var tree = RoutingTree.Build(
            new RoutingOptions
            {
                Routes = [new() { Match = ["severity=\"critical\""], GroupBy = ["alertname"], GroupWait = TimeSpan.FromSeconds(30), Cooldown = TimeSpan.FromMinutes(15), Channels = ["mail", "pager"] }],
            },
            ["mail", "pager"],
            errors);
        Assert.Empty(errors);
        return tree;
    }
}

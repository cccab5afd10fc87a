using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Pipeline;

/// <summary>All times in seconds from noon; the route waits 5 s for company and speaks at most every 60 s.</summary>
public sealed class GroupStageTests
{
    private static readonly AlertRoute Route = new()
    {
        Id = "{}",
        Matchers = [],
        Continue = false,
        GroupBy = ["alertname"],
        GroupWait = TimeSpan.FromSeconds(5),
        GroupInterval = TimeSpan.FromSeconds(60),
        RepeatInterval = TimeSpan.FromSeconds(3600),
        Channels = [],
        Routes = [],
    };

    [Theory]
    [InlineData(0, 0, null, null, 5, "waits its group_wait of 5 s for company")]
    [InlineData(0, 3, null, null, 5, "waits its group_wait of 5 s for company")]
    [InlineData(0, 9, null, null, 9, "due at once")]
    [InlineData(9, 3, null, null, 8, "waits its group_wait of 5 s for company")]
    [InlineData(0, 0, -20, -20, 40, "the group was notified less than its group_interval of 1 min ago")]
    [InlineData(0, 0, -58, -58, 5, "waits its group_wait of 5 s for company")]
    [InlineData(0, 0, -20, -400, 5, "waits its group_wait of 5 s for company")]
    [InlineData(0, 0, -400, -400, 5, "waits its group_wait of 5 s for company")]
    public void Schedules_what_fires(int startsAt, int now, int? notified, int? firingNotified, int due, string reason) =>
        Assert.Equal(new Due(At(due), reason), GroupStage.Schedule(Samples.Alert() with { StartsAt = At(startsAt) }, Group(notified, firingNotified, next: null), Route, At(now)));

    [Theory]
    [InlineData(-9, 2, -3, 2, "belongs to what the group was just told of, and came late")]
    [InlineData(-9, 0, 0, 4, "belongs to what the group was just told of, and came late")]
    [InlineData(-9, 2, 1, 6, "belongs to what the group was just told of, and came late")]
    [InlineData(-4, 2, 1, 2, "belongs to what the group was just told of, and came late")]
    [InlineData(-900, 2, 0, 60, "belongs to what the group was just told of, and came late")]
    [InlineData(-1, 2, 0, 4, "belongs to what the group was just told of, and came late")]
    [InlineData(1, 2, 0, 60, "the group was notified less than its group_interval of 1 min ago")]
    public void Does_not_make_wait_what_began_before_the_group_spoke_and_came_after(int startsAt, int now, int notified, int due, string reason) =>
        Assert.Equal(new Due(At(due), reason), GroupStage.Schedule(Samples.Alert() with { StartsAt = At(startsAt), ReceivedAt = At(2) }, Group(notified, notified, next: null), Route, At(now)));

    [Fact]
    public void Makes_wait_what_was_known_when_the_group_spoke() => Assert.Equal(
        new Due(At(60), "the group was notified less than its group_interval of 1 min ago"),
        GroupStage.Schedule(Samples.Alert() with { StartsAt = At(-9), ReceivedAt = At(-8) }, Group(0, 0, next: null), Route, At(2)));

    [Theory]
    [InlineData(null, 3, 3, "nobody has been told of the group yet")]
    [InlineData(null, null, 0, "due at once")]
    [InlineData(-20, null, 40, "the group was notified less than its group_interval of 1 min ago")]
    [InlineData(-70, null, 0, "due at once")]
    public void Schedules_what_has_resolved(int? notified, int? next, int due, string reason) =>
        Assert.Equal(new Due(At(due), reason), GroupStage.Schedule(Samples.Alert().Resolved(), Group(notified, notified, next), Route, At(0)));

    [Theory]
    [InlineData(null, 0, 60)]
    [InlineData(20, 0, 20)]
    [InlineData(20, -10, 50)]
    [InlineData(400, 0, 60)]
    public void Looks_again_after_the_interval_or_when_a_hold_ends_but_not_within_the_interval(int? holdUntil, int firingNotified, int next)
    {
        var hold = holdUntil is { } until ? new Hold("silence", "silenced", At(until)) : null;

        Assert.Equal(At(next), GroupStage.Next([new Member(Samples.Alert(), hold)], [], [], firingNotified == 0 ? null : At(firingNotified), Route, At(0)));
    }

    [Fact]
    public void Looks_again_when_a_reminder_is_due() =>
        Assert.Equal(At(11), GroupStage.Next([new Member(Samples.Alert())], [], [new ChannelMemory("email") { NotifiedAt = At(-3589) }], null, Route, At(0)));

    [Fact]
    public void Forgets_the_clock_of_a_group_that_is_empty() => Assert.Null(GroupStage.Next([], [], [new ChannelMemory("email") { NotifiedAt = At(0) }], null, Route, At(0)));

    [Theory]
    [InlineData("alertname", "{}:{alertname=\"HostCpuHigh\"}")]
    [InlineData("alertname instance", "{}:{alertname=\"HostCpuHigh\", instance=\"web-1\"}")]
    [InlineData("instance team", "{}:{instance=\"web-1\"}")]
    [InlineData("...", "{}:{alertname=\"HostCpuHigh\", instance=\"web-1\", severity=\"critical\"}")]
    public void Groups_by_the_labels_that_are_there(string groupBy, string key) =>
        Assert.Equal(key, GroupIdentity.Of(Route with { GroupBy = groupBy == "..." ? null : groupBy.Split(' ') }, Samples.Alert().Labels).Key);

    private static AlertGroup Group(int? notified, int? firingNotified, int? next) => new()
    {
        Id = 1,
        Identity = GroupIdentity.Of(Route, Samples.Alert().Labels),
        CreatedAt = At(-10000),
        NextFlushAt = next is { } at ? At(at) : null,
        LastNotifiedAt = notified is { } last ? At(last) : null,
        LastFiringNotifiedAt = firingNotified is { } firing ? At(firing) : null,
    };

    private static DateTimeOffset At(double seconds) => Samples.Noon.AddSeconds(seconds);
}

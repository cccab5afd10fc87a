using PerfMonitor.Web.Live.Watching;

namespace PerfMonitor.Web.Tests.Live.Watching;

public sealed class AlertingWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly AlertingWatch _watch = new(TimeSpan.FromSeconds(60), Start);

    [Fact]
    public void Is_broken_when_no_heartbeat_has_come_through_in_time()
    {
        Assert.False(_watch.Look(Start.AddSeconds(60)));
        Assert.Equal(AlertingState.Unknown, _watch.State.Status);

        Assert.True(_watch.Look(Start.AddSeconds(61)));
        Assert.Equal(
            new AlertingState(AlertingState.Broken, Start.AddSeconds(61), null, "Alerts may not reach anybody: no heartbeat has come through. Look at analytics (rules), RabbitMQ, PostgreSQL and alerting."),
            _watch.State);
    }

    [Fact]
    public void Works_again_with_the_next_heartbeat_and_says_each_change_once()
    {
        _watch.Heard(Start.AddSeconds(5));

        Assert.Equal(
            [true, false, true, false],
            ((int[])[6, 65, 66, 90]).Select(second => _watch.Look(Start.AddSeconds(second))));
        Assert.Equal("Alerts may not reach anybody: the last heartbeat that came through was sent at 2026-03-02 12:00:05 UTC. Look at analytics (rules), RabbitMQ, PostgreSQL and alerting.", _watch.State.Reason);

        _watch.Heard(Start.AddSeconds(91));
        Assert.True(_watch.Look(Start.AddSeconds(92)));
        Assert.Equal(new AlertingState(AlertingState.Ok, Start.AddSeconds(92), Start.AddSeconds(91), null), _watch.State);
    }

    [Fact]
    public void Takes_a_heartbeat_that_lay_on_the_bus_for_what_it_is()
    {
        _watch.Heard(Start.AddSeconds(80));
        _watch.Heard(Start.AddSeconds(1));

        _watch.Look(Start.AddSeconds(141));

        Assert.Equal((AlertingState.Broken, Start.AddSeconds(80)), (_watch.State.Status, _watch.State.HeartbeatAt));
    }
}

using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Tests.Acceptance;

namespace PerfMonitor.Alerting.Tests.Alerts;

public sealed class LifecycleTests
{
    [Fact]
    public void Opens_an_episode()
    {
        var fired = Scene.Event("Cpu critical web-1", Samples.Noon);

        var (alert, superseded) = Lifecycle.Receive(fired, open: null, early: null, Samples.Noon.AddSeconds(1));

        Assert.Null(superseded);
        Assert.Equal((AlertState.Firing, fired.EventId, Samples.Noon, Samples.Noon.AddSeconds(1)), (alert.State, alert.FiredEventId, alert.StartsAt, alert.ReceivedAt));
    }

    [Fact]
    public void Ends_at_once_what_has_ended_before_its_beginning_was_heard_of()
    {
        var (alert, _) = Lifecycle.Receive(Scene.Event("Cpu critical web-1", Samples.Noon), open: null, new Ending(null, Samples.Noon.AddSeconds(5), "gone", 3), Samples.Noon);

        Assert.Equal((AlertState.Resolved, Samples.Noon.AddSeconds(5), "gone", 3d), (alert.State, alert.EndsAt, alert.EndReason, alert.EndValue));
    }

    [Theory]
    [InlineData(10, true, true)]
    [InlineData(-10, false, false)]
    public void Keeps_one_episode_open_the_newest(int secondsAfterTheOpenOne, bool isOpen, bool superseded)
    {
        var open = Samples.Alert();

        var reception = Lifecycle.Receive(Scene.Event("Cpu critical web-1", Samples.Noon.AddSeconds(secondsAfterTheOpenOne)), open, early: null, Samples.Noon);

        Assert.Equal((isOpen, superseded), (reception.Alert.IsOpen, reception.Superseded is { State: AlertState.Resolved, EndReason: "a newer episode began" }));
    }

    [Fact]
    public void Gives_every_alert_a_name_and_a_severity_to_match_on_and_nothing_the_database_refuses()
    {
        var fired = Scene.Event("Cpu warning web-1", Samples.Noon) with
        {
            Labels = new Dictionary<string, string> { ["path"] = "a\0b" },
            Annotations = new Dictionary<string, string> { ["description"] = new('x', 10_000) },
        };

        var (alert, _) = Lifecycle.Receive(fired, null, null, Samples.Noon);

        Assert.Equal(new Dictionary<string, string> { ["alertname"] = "Cpu", ["severity"] = "warning", ["path"] = "a\uFFFDb" }, alert.Labels);
        Assert.Equal(8193, alert.Annotations["description"].Length);
    }
}

using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class PauseStageTests
{
    // Every five minutes, again after four hours.
    private static readonly AlertRoute Route = RoutingTree.Build(new RoutingOptions(), ["email"], []).Root;
    private static readonly ChannelMemory Refused = new("email") { Failure = "401", Losses = 3, LostAt = Samples.Noon };

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(6, 160)]
    [InlineData(7, 240)]
    [InlineData(int.MaxValue, 240)]
    public void Doubles_the_pause_with_each_loss_up_to_the_repeat_interval(int losses, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), PauseStage.After(losses, Route));

    [Fact]
    public void Tells_what_was_lost_again_after_the_pause()
    {
        var verdict = new Verdict.Notify(NotifyReason.PreviousFailed, "again", [Samples.Alert()], [Samples.Alert()], []);

        Assert.Equal(
            new Verdict.StaySilent("3 messages in a row did not arrive (401); told again at 2026-03-02 12:20:00 UTC", Samples.Noon.AddMinutes(20)),
            PauseStage.Decide(verdict, Refused, Route, Samples.Noon.AddMinutes(19)));
        Assert.Same(verdict, PauseStage.Decide(verdict, Refused, Route, Samples.Noon.AddMinutes(20)));
        Assert.Same(verdict, PauseStage.Decide(verdict, Refused with { Failure = null }, Route, Samples.Noon.AddMinutes(1)));
        Assert.Same(verdict, PauseStage.Decide(verdict, Refused with { Losses = 0 }, Route, Samples.Noon.AddMinutes(1)));
    }

    [Fact]
    public void Does_not_make_wait_what_has_happened_since_nor_an_end()
    {
        var later = Samples.Noon.AddSeconds(1);
        Verdict.Notify[] news =
        [
            new(NotifyReason.PreviousFailed, "new", [Samples.Alert()], [Samples.Alert(), Samples.Alert(instance: "web-2") with { ReceivedAt = later }], []),
            new(NotifyReason.AllResolved, "over", [], [], [Samples.Alert().Resolved()]),
            new(NotifyReason.Acknowledged, "taken", [Samples.Alert() with { State = AlertState.Acknowledged, AcknowledgedAt = later }], [], []),
        ];

        Assert.All(news, verdict => Assert.Same(verdict, PauseStage.Decide(verdict, Refused, Route, Samples.Noon.AddMinutes(1))));
    }
}

using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class AlertStateMachineTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly LabelSet Labels = LabelSet.Create([new Label("alertname", "HighCpu"), new Label("instance", "web-1")]);

    [Fact]
    public void Fires_at_once_without_a_for_duration() =>
        Assert.Equal("0s Fired", Run(forSeconds: 0, keepSeconds: 0, "x"));

    [Theory]
    [InlineData("xxxx", "0s BecamePending, 3s Fired")]
    [InlineData("xx_x", "0s BecamePending, 2s Withdrawn, 3s BecamePending")]
    [InlineData("xxxxx_", "0s BecamePending, 3s Fired, 5s Resolved")]
    [InlineData("____", "")]
    [InlineData("xxxx_xxxx", "0s BecamePending, 3s Fired, 4s Resolved, 5s BecamePending, 8s Fired")]
    public void Waits_until_the_condition_has_held_for_long_enough(string conditions, string expected) =>
        Assert.Equal(expected, Run(forSeconds: 3, keepSeconds: 0, conditions));

    [Theory]
    [InlineData("x__", "0s Fired, 1s KeptFiring")]
    [InlineData("x___", "0s Fired, 1s KeptFiring, 3s Resolved")]
    [InlineData("x_x__", "0s Fired, 1s KeptFiring, 2s ConditionReturned, 3s KeptFiring")]
    public void Keeps_firing_for_a_while_after_the_condition_ended(string conditions, string expected) =>
        Assert.Equal(expected, Run(forSeconds: 0, keepSeconds: 2, conditions));

    [Fact]
    public void Counts_the_time_before_a_restart()
    {
        var before = AlertStateMachine.Evaluate(TimeSpan.FromSeconds(60), TimeSpan.Zero, None, [Seen(1)], Start, Ended);
        var after = AlertStateMachine.Evaluate(TimeSpan.FromSeconds(60), TimeSpan.Zero, before.Alerts, [Seen(2)], Start.AddSeconds(61), Ended);

        var fired = Assert.Single(after.Transitions);
        Assert.Equal((AlertStep.Fired, Start, Start.AddSeconds(61), 2.0), (fired.Step, fired.Alert.ActiveSince, fired.Alert.FiredAt!.Value, fired.Alert.Value));
        Assert.Equal("the condition has held for 1m1s, the rule asks for 1m", fired.Reason);
    }

    [Fact]
    public void Takes_the_newest_value_without_calling_it_a_change()
    {
        var before = AlertStateMachine.Evaluate(TimeSpan.Zero, TimeSpan.Zero, None, [Seen(1)], Start, Ended);
        var after = AlertStateMachine.Evaluate(TimeSpan.Zero, TimeSpan.Zero, before.Alerts, [Seen(5)], Start.AddSeconds(1), Ended);

        Assert.Empty(after.Transitions);
        Assert.Equal(5, after.Alerts[Labels.Id].Value);
    }

    [Fact]
    public void Resolves_with_the_reason_why_the_condition_ended()
    {
        var before = AlertStateMachine.Evaluate(TimeSpan.Zero, TimeSpan.Zero, None, [Seen(1)], Start, Ended);
        var after = AlertStateMachine.Evaluate(TimeSpan.Zero, TimeSpan.Zero, before.Alerts, [], Start.AddSeconds(1), _ => "the series is gone");

        Assert.Equal((AlertStep.Resolved, "the series is gone"), (after.Transitions[0].Step, after.Transitions[0].Reason));
        Assert.Empty(after.Alerts);
    }

    [Fact]
    public void Ends_all_alerts_of_a_rule_that_is_no_more()
    {
        var firing = AlertStateMachine.Evaluate(TimeSpan.Zero, TimeSpan.Zero, None, [Seen(1)], Start, Ended).Alerts.Values.Single();

        var steps = AlertStateMachine.Abandon([firing, firing with { State = AlertState.Pending }], "the rule was removed").Select(transition => transition.Step);

        Assert.Equal([AlertStep.Resolved, AlertStep.Withdrawn], steps);
    }

    private static IReadOnlyDictionary<SeriesId, AlertInstance> None => new Dictionary<SeriesId, AlertInstance>();

    private static AlertObservation Seen(double value) => new(Labels, new Dictionary<string, string>(), value, Start);

    private static string Ended(AlertInstance alert) => "the condition is false again";

    /// <summary>One evaluation per second; 'x' where the condition holds.</summary>
    private static string Run(int forSeconds, int keepSeconds, string conditions)
    {
        var alerts = None;
        var log = new List<string>();
        foreach (var (second, condition) in conditions.Index())
        {
            var result = AlertStateMachine.Evaluate(
                TimeSpan.FromSeconds(forSeconds), TimeSpan.FromSeconds(keepSeconds), alerts, condition == 'x' ? [Seen(second)] : [], Start.AddSeconds(second), Ended);
            log.AddRange(result.Transitions.Select(transition => $"{second}s {transition.Step}"));
            alerts = result.Alerts;
        }

        return string.Join(", ", log);
    }
}

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
        var before = AlertStateMachine.Evaluate(new(TimeSpan.FromSeconds(60), TimeSpan.Zero), None, [Seen(1)], null, Start, Ended);
        var after = AlertStateMachine.Evaluate(new(TimeSpan.FromSeconds(60), TimeSpan.Zero), before.Alerts, [Seen(2)], null, Start.AddSeconds(61), Ended);

        var fired = Assert.Single(after.Transitions);
        Assert.Equal((AlertStep.Fired, Start, Start.AddSeconds(61), 2.0), (fired.Step, fired.Alert.ActiveSince, fired.Alert.FiredAt!.Value, fired.Alert.Value));
        Assert.Equal("the condition has held for 1m1s, the rule asks for 1m", fired.Reason);
    }

    [Fact]
    public void Takes_the_newest_value_without_calling_it_a_change()
    {
        var before = AlertStateMachine.Evaluate(new(TimeSpan.Zero, TimeSpan.Zero), None, [Seen(1)], null, Start, Ended);
        var after = AlertStateMachine.Evaluate(new(TimeSpan.Zero, TimeSpan.Zero), before.Alerts, [Seen(5)], null, Start.AddSeconds(1), Ended);

        Assert.Empty(after.Transitions);
        Assert.Equal(5, after.Alerts[Labels.Id].Value);
    }

    [Fact]
    public void Resolves_with_the_reason_why_the_condition_ended()
    {
        var before = AlertStateMachine.Evaluate(new(TimeSpan.Zero, TimeSpan.Zero), None, [Seen(1)], null, Start, Ended);
        var after = AlertStateMachine.Evaluate(new(TimeSpan.Zero, TimeSpan.Zero), before.Alerts, [], null, Start.AddSeconds(1), _ => "the series is gone");

        Assert.Equal((AlertStep.Resolved, "the series is gone"), (after.Transitions[0].Step, after.Transitions[0].Reason));
        Assert.Empty(after.Alerts);
    }

    [Fact]
    public void Ends_all_alerts_of_a_rule_that_is_no_more()
    {
        var firing = AlertStateMachine.Evaluate(new(TimeSpan.Zero, TimeSpan.Zero), None, [Seen(1)], null, Start, Ended).Alerts.Values.Single();

        var steps = AlertStateMachine.Abandon([firing, firing with { State = AlertState.Pending }], "the rule was removed").Select(transition => transition.Step);

        Assert.Equal([AlertStep.Resolved, AlertStep.Withdrawn], steps);
    }

    private static IReadOnlyDictionary<SeriesId, AlertInstance> None => new Dictionary<SeriesId, AlertInstance>();

    private static AlertObservation Seen(double value) => new(Labels, new Dictionary<string, string>(), value, Labels);

    private static string Ended(AlertInstance alert) => "the condition is false again";

    [Theory]
    [InlineData("xxo_", "0s Fired, 3s Resolved")]
    [InlineData("xoooxo_", "0s Fired, 6s Resolved")]
    [InlineData("o_xo", "2s Fired")]
    [InlineData("x_", "0s Fired, 1s Resolved")]
    public void Goes_on_while_the_weaker_condition_holds_but_does_not_begin_by_it(string conditions, string expected) =>
        Assert.Equal(expected, Run(forSeconds: 0, keepSeconds: 0, conditions));

    [Theory]
    [InlineData("x_o__", "0s Fired, 1s KeptFiring, 2s ConditionReturned, 3s KeptFiring")]
    [InlineData("x_o___", "0s Fired, 1s KeptFiring, 2s ConditionReturned, 3s KeptFiring, 5s Resolved")]
    public void Counts_keep_firing_for_from_the_end_of_the_weaker_condition(string conditions, string expected) =>
        Assert.Equal(expected, Run(forSeconds: 0, keepSeconds: 2, conditions));

    [Fact]
    public void Shows_the_value_of_the_weaker_condition_while_that_holds()
    {
        var fired = AlertStateMachine.Evaluate(new(TimeSpan.Zero, TimeSpan.Zero), None, [Seen(9)], null, Start, Ended);
        var goesOn = AlertStateMachine.Evaluate(new(TimeSpan.Zero, TimeSpan.Zero), fired.Alerts, [], Weaker(7), Start.AddSeconds(1), Ended);

        Assert.Empty(goesOn.Transitions);
        Assert.Equal(7, goesOn.Alerts[Labels.Id].Value);
    }

    [Theory]
    [InlineData("x_x_x_____", "0s Fired, 1s Resolved, 2s Fired, 3s Resolved, 4s Fired, 5s KeptFiring")]
    [InlineData("x_x_x______", "0s Fired, 1s Resolved, 2s Fired, 3s Resolved, 4s Fired, 5s KeptFiring, 10s Resolved")]
    [InlineData("x_x_x_x_______", "0s Fired, 1s Resolved, 2s Fired, 3s Resolved, 4s Fired, 5s KeptFiring, 6s ConditionReturned, 7s KeptFiring, 12s Resolved")]
    [InlineData("x____x____x_", "0s Fired, 1s Resolved, 5s Fired, 6s Resolved, 10s Fired, 11s Resolved")]
    [InlineData("x__________________", "0s Fired, 1s Resolved, 10s Forgotten")]
    public void Tells_an_alert_that_comes_and_goes_as_one_until_it_is_calm(string conditions, string expected) =>
        Assert.Equal(expected, Run(forSeconds: 0, keepSeconds: 0, conditions, new FlapLimit(3, TimeSpan.FromSeconds(10))));

    [Fact]
    public void Says_that_an_alert_flaps_where_it_does()
    {
        var timing = new AlertTiming(TimeSpan.Zero, TimeSpan.Zero, new FlapLimit(2, TimeSpan.FromMinutes(1)));
        var first = AlertStateMachine.Evaluate(timing, None, [Seen(1)], null, Start, Ended);
        var over = AlertStateMachine.Evaluate(timing, first.Alerts, [], null, Start.AddSeconds(1), Ended);
        var again = AlertStateMachine.Evaluate(timing, over.Alerts, [Seen(1)], null, Start.AddSeconds(2), Ended);
        var kept = AlertStateMachine.Evaluate(timing, again.Alerts, [], null, Start.AddSeconds(3), Ended);

        Assert.Equal((AlertState.Resting, false), (over.Alerts[Labels.Id].State, over.Alerts[Labels.Id].IsActive));
        Assert.Equal("began 2 times within 1m", again.Transitions[0].Alert.Annotations["flapping"]);
        Assert.Equal("the condition is false again; the alert flaps (began 2 times within 1m) and goes on until it is calm", kept.Transitions[0].Reason);
        Assert.Equal(Start.AddSeconds(60), AlertStateMachine.Deadline(timing, kept.Alerts[Labels.Id]));
    }

    [Fact]
    public void Says_that_it_flaps_at_each_evaluation_and_no_longer_than_it_does()
    {
        var timing = new AlertTiming(TimeSpan.Zero, TimeSpan.Zero, new FlapLimit(2, TimeSpan.FromMinutes(1)));
        var alerts = None;
        var told = new List<string>();
        foreach (var (second, holds) in ((int, bool)[])[(0, true), (1, false), (2, true), (3, true), (59, true), (60, true)])
        {
            alerts = AlertStateMachine.Evaluate(timing, alerts, holds ? [Seen(1)] : [], null, Start.AddSeconds(second), Ended).Alerts;
            told.Add($"{second}s {alerts[Labels.Id].Annotations.GetValueOrDefault("flapping", "-")}");
        }

        Assert.Equal(["0s -", "1s -", "2s began 2 times within 1m", "3s began 2 times within 1m", "59s began 2 times within 1m", "60s -"], told);
    }

    [Fact]
    public void Moves_what_waits_by_the_time_in_which_nobody_evaluated_but_not_beyond_the_moment()
    {
        var timing = new AlertTiming(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5));
        var pending = AlertStateMachine.Evaluate(timing, None, [Seen(1)], null, Start, Ended).Alerts[Labels.Id];
        var firing = pending with { State = AlertState.Firing, FiredAt = Start };
        var (hour, now) = (TimeSpan.FromHours(1), Start.AddMinutes(61));

        Assert.Equal(Start.AddHours(1), AlertStateMachine.Skip(pending, hour, now)!.ActiveSince);
        Assert.Equal(now, AlertStateMachine.Skip(pending with { ActiveSince = Start.AddMinutes(2) }, hour, now)!.ActiveSince);
        Assert.Equal((Start, Start.AddMinutes(60.5)), AlertStateMachine.Skip(firing with { KeepFiringSince = Start.AddSeconds(30) }, hour, now) is { } kept ? (kept.ActiveSince, kept.KeepFiringSince!.Value) : default);
        Assert.Null(AlertStateMachine.Skip(firing, hour, now));
        Assert.Null(AlertStateMachine.Skip(firing with { State = AlertState.Resting }, hour, now));
    }

    [Fact]
    public void Knows_when_time_alone_changes_an_alert()
    {
        var timing = new AlertTiming(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20));
        var pending = AlertStateMachine.Evaluate(timing, None, [Seen(1)], null, Start, Ended).Alerts;
        var firing = AlertStateMachine.Evaluate(timing, pending, [Seen(1)], null, Start.AddSeconds(30), Ended).Alerts;
        var kept = AlertStateMachine.Evaluate(timing, firing, [], null, Start.AddSeconds(40), Ended).Alerts;

        Assert.Equal(
            [Start.AddSeconds(30), null, Start.AddSeconds(60)],
            new[] { pending, firing, kept }.Select(alerts => AlertStateMachine.Deadline(timing, alerts[Labels.Id])));
    }

    private static Dictionary<SeriesId, double> Weaker(double value) => new() { [Labels.Id] = value };

    /// <summary>One evaluation per second; 'x' where the condition holds, 'o' where only the weaker one does.</summary>
    private static string Run(int forSeconds, int keepSeconds, string conditions, FlapLimit? flapping = null)
    {
        var alerts = None;
        var log = new List<string>();
        foreach (var (second, condition) in conditions.Index())
        {
            var result = AlertStateMachine.Evaluate(
                new AlertTiming(TimeSpan.FromSeconds(forSeconds), TimeSpan.FromSeconds(keepSeconds), flapping),
                alerts,
                condition == 'x' ? [Seen(second)] : [],
                condition == '_' ? null : Weaker(second),
                Start.AddSeconds(second),
                Ended);
            log.AddRange(result.Transitions.Select(transition => $"{second}s {transition.Step}"));
            alerts = result.Alerts;
        }

        return string.Join(", ", log);
    }
}

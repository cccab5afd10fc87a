using PerfMonitor.Analytics.Rules;
using PerfMonitor.Contracts;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class AlertEventsTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly AlertRule Rule = (AlertRule)RuleFileParser.Parse("a.yml", "groups: [{name: host, rules: [{alert: HighCpu, expr: cpu > 0.9}]}]").Groups[0].Rules[0];

    [Fact]
    public void Carries_value_threshold_and_times()
    {
        var fired = Fire("critical");

        Assert.Equal(("HighCpu", "host", Rule.Key, Severity.Critical, "cpu > 0.9"), (fired.RuleName, fired.RuleGroup, fired.RuleKey, fired.Severity, fired.Expression));
        Assert.Equal((0.95, 0.9, ">"), (fired.Value, fired.Threshold, fired.Comparison));
        Assert.Equal((Since.AddSeconds(58), Since, Since.AddSeconds(60)), (fired.SampleAt, fired.ActiveSince, fired.FiredAt));
        Assert.Equal(Labels("critical").Id.ToString(), fired.Fingerprint);
    }

    [Theory]
    [InlineData("critical", Severity.Critical)]
    [InlineData("page", Severity.Critical)]
    [InlineData("Warning", Severity.Warning)]
    [InlineData("info", Severity.Info)]
    [InlineData("unheard-of", Severity.Warning)]
    [InlineData("", Severity.Warning)]
    public void Takes_the_severity_from_its_label(string label, Severity severity) => Assert.Equal(severity, Fire(label).Severity);

    [Fact]
    public void Has_the_same_id_however_often_the_event_is_made_and_another_for_each_episode_and_end()
    {
        var alert = Alert("critical");
        var resolved = AlertEvents.Resolved(Rule.Key, new AlertTransition(AlertStep.Resolved, alert, null, "the condition is false again"), Since.AddSeconds(90));

        Assert.Equal(Fire("critical").EventId, Fire("critical").EventId);
        Assert.Equal(Fire("critical").EventId, resolved.FiredEventId);
        Assert.NotEqual(resolved.EventId, resolved.FiredEventId);
        Assert.NotEqual(AlertEventId.Fired(Rule.Key, alert), AlertEventId.Fired(Rule.Key, alert with { ActiveSince = Since.AddMilliseconds(1) }));
        Assert.NotEqual(AlertEventId.Fired(Rule.Key, alert), AlertEventId.Fired("other", alert));
        Assert.Equal(("the condition is false again", Since.AddSeconds(90), 0.95), (resolved.Reason, resolved.ResolvedAt, resolved.Value));
    }

    private static AlertFired Fire(string severity) => AlertEvents.Fired("host", Rule, new AlertTransition(
        AlertStep.Fired, Alert(severity), new AlertObservation(Labels(severity), new Dictionary<string, string>(), 0.95, Labels(severity)), "the condition holds"), Since.AddSeconds(58));

    private static AlertInstance Alert(string severity) => new()
    {
        Labels = Labels(severity),
        Annotations = new Dictionary<string, string>(),
        Value = 0.95,
        State = AlertState.Firing,
        ActiveSince = Since,
        FiredAt = Since.AddSeconds(60),
    };

    private static LabelSet Labels(string severity) => LabelSet.Create([new Label("alertname", "HighCpu"), new Label("severity", severity)]);
}

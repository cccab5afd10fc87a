using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class InhibitStageTests
{
    private static readonly InhibitRule Shipped = new([LabelMatchers.Parse("severity=critical")], [LabelMatchers.Parse("severity=~\"warning|info\"")], []) { EqualBut = ["severity"] };
    private static readonly InhibitRule BothSides = new([LabelMatchers.Parse("alertname=~\"Host.*\"")], [LabelMatchers.Parse("alertname=~\"Host.*\"")], ["instance"]);

    [Fact]
    public void Holds_back_what_something_worse_explains() =>
        Assert.Equal(
            new Hold("inhibit", "inhibited by critical HostCpuHigh, which fires with the same labels but severity"),
            Decide(Samples.Alert(severity: Severity.Warning), [Shipped], [Samples.Alert()]));

    [Fact]
    public void Lets_pass_where_a_label_differs() =>
        Assert.Null(Decide(Samples.Alert(severity: Severity.Warning), [Shipped], [Samples.Alert(instance: "web-2"), Samples.Alert("HostMemoryHigh"), With("queue", "mail", Samples.Alert())]));

    [Fact]
    public void Lets_pass_when_the_source_has_resolved() =>
        Assert.Null(Decide(Samples.Alert(severity: Severity.Warning), [Shipped], [Samples.Alert().Resolved()]));

    [Fact]
    public void Never_lets_a_critical_alert_hold_back_another() =>
        Assert.Null(Decide(Samples.Alert(), [Shipped], [Samples.Alert() with { Fingerprint = "other" }]));

    [Fact]
    public void Does_not_let_two_alerts_on_both_sides_silence_each_other() =>
        Assert.Null(Decide(Samples.Alert("HostCpuHigh"), [BothSides], [Samples.Alert("HostMemoryHigh")]));

    [Fact]
    public void Lets_the_older_speak_of_two_that_hold_each_other_back()
    {
        InhibitRule[] rules = [new([LabelMatchers.Parse("alertname=A")], [LabelMatchers.Parse("alertname=B")], []), new([LabelMatchers.Parse("alertname=B")], [LabelMatchers.Parse("alertname=~\"A|C\"")], [])];
        var (older, newer) = (Samples.Alert("A") with { StartsAt = Samples.Noon }, Samples.Alert("B") with { StartsAt = Samples.Noon.AddSeconds(1) });

        Assert.Null(Decide(older, rules, [older, newer]));
        Assert.Equal("inhibited by critical A, which fires", Decide(newer, rules, [older, newer])?.Reason);
    }

    [Theory]
    [InlineData("A>B B>C C>A", "", "A", "B")]
    [InlineData("A>B B>C C>D D>A", "", "A", "B", "C")]
    [InlineData("B>A C>B A>C", "", "C", "A")]
    [InlineData("A>B B>C C>A X>A", "X", "A", "B")]
    [InlineData("A>B B>C", "", "A", "B")]
    public void Lets_the_oldest_speak_of_a_circle_of_any_length(string holds, params string[] holders)
    {
        // Older by name; each is held back by the one named in its place.
        InhibitRule[] rules = [.. holds.Split(' ').Select(rule => new InhibitRule([LabelMatchers.Parse($"alertname={rule[0]}")], [LabelMatchers.Parse($"alertname={rule[2]}")], []))];
        Alert[] alerts = [.. holds.Where(char.IsLetter).Distinct().Order().Select(name => Samples.Alert(name.ToString()) with { StartsAt = Samples.Noon.AddSeconds(name) })];

        Assert.Equal(
            holders.Select(name => name.Length == 0 ? null : $"inhibited by critical {name}, which fires"),
            alerts.Take(holders.Length).Select(alert => Decide(alert, rules, alerts)?.Reason));
    }

    // The alert of one series says nothing of another's, whatever label tells them apart.
    [Theory]
    [InlineData("mail", "mail", true)]
    [InlineData("mail", "print", false)]
    [InlineData("mail", "", false)]
    [InlineData("", "", true)]
    public void Holds_a_pre_warning_back_by_the_alert_of_the_same_series_alone(string queue, string firing, bool isHeld)
    {
        var tree = RoutingTree.Build(new RoutingOptions(), [], []);
        var preWarning = With("queue", queue, With("rule_state", "approaching", Samples.Alert(severity: Severity.Info)));

        Assert.Equal(isHeld, Decide(preWarning, tree.Inhibit, [With("queue", firing, Samples.Alert(severity: Severity.Warning))]) is not null);
    }

    [Fact]
    public void Takes_a_label_that_both_lack_as_equal()
    {
        var rule = Shipped with { Equal = ["cluster"], EqualBut = null };

        Assert.NotNull(Decide(Samples.Alert(severity: Severity.Warning), [rule], [Samples.Alert("Other", "db-1")]));
    }

    [Fact]
    public void Still_holds_back_while_the_source_is_acknowledged() =>
        Assert.NotNull(Decide(Samples.Alert(severity: Severity.Warning), [Shipped], [Samples.Alert() with { State = AlertState.Acknowledged }]));

    private static Alert With(string label, string value, Alert alert) => alert with { Labels = new Dictionary<string, string>(alert.Labels) { [label] = value } };

    private static Hold? Decide(Alert alert, IReadOnlyList<InhibitRule> rules, IReadOnlyList<Alert> sources) => InhibitStage.Decide(alert, new Inhibition(rules, sources));
}

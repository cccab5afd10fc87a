using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Routing;

public sealed class InhibitCircleTests
{
    [Theory]
    [InlineData("a=1 > b=1; b=1 > c=1", "")]
    [InlineData("a=1 > b=1; c=1 > a=1; b=1 > a=1", "Routing:Inhibit:0 and Routing:Inhibit:2: {a=\"1\"} and {b=\"1\"} hold each other back; remove the one of the two whose Source is less urgent.")]
    [InlineData("a=1,b=2 > b=2,a=1", "Routing:Inhibit:0: Source and Target are the same ({a=\"1\",b=\"2\"}), so it holds nothing back; say in Target what is less urgent.")]
    public void Names_the_rules_that_hold_each_other_back(string rules, string expected) => Assert.Equal(
        expected,
        string.Join('\n', InhibitCircle.Errors(Rules(rules))));

    [Theory]
    [InlineData("a=1 > a=2; a=2 > a=3; a=3 > a=1", "{a=\"1\"} {a=\"2\"} {a=\"3\"}")]
    [InlineData("a=1 > a=2; a=2 > a=3; a=3 > a=4", "")]
    [InlineData("a=1 > a=2; a=2 > a=1; a=2 > a=3", "")]
    [InlineData("a=1 > a=2; a=9 > a=1; a=2 > b=1; a=3 > a=1", "{a=\"1\"} {a=\"9\"} {a=\"2\"} {a=\"3\"}")]
    [InlineData("a=1 > a=2; a=2 > a=3; a=3 > a=1; b=1,a=5 > b=2,a=5; b=2,a=5 > b=3,a=5; b=3,a=5 > b=1,a=5", "{a=\"1\"} {a=\"2\"} {a=\"3\"}; {b=\"1\",a=\"5\"} {b=\"2\",a=\"5\"} {b=\"3\",a=\"5\"}")]
    public void Finds_rules_that_may_form_a_long_circle(string rules, string sources) =>
        Assert.Equal(sources, string.Join("; ", InhibitCircle.Long(Rules(rules)).Select(circle => string.Join(' ', circle.Select(rule => rule.Source.Write())))));

    private static List<InhibitRule> Rules(string rules) =>
        [.. rules.Split("; ").Select(rule => new InhibitRule(LabelMatchers.ParseList(rule.Split(" > ")[0]), LabelMatchers.ParseList(rule.Split(" > ")[1]), []))];
}

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
        string.Join('\n', InhibitCircle.Errors([.. rules.Split("; ").Select(rule => new InhibitRule(LabelMatchers.ParseList(rule.Split(" > ")[0]), LabelMatchers.ParseList(rule.Split(" > ")[1]), []))])));
}

using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Tests.Acceptance;

namespace PerfMonitor.Alerting.Tests.Alerts;

public sealed class FiringRulesTests
{
    private static readonly Alert Open = Samples.Alert();
    private static readonly FiringRule First = new(Open.Id, Open.FiredEventId, "a.yml;host;Cpu", "host", "cpu > 0.8", Samples.Noon);
    private static readonly FiringRule Copy = new(0, new Guid("55555555-5555-5555-5555-555555555555"), "api/1;Cpu;Cpu", "Cpu", "cpu > 0.9", Samples.Noon.AddSeconds(10));

    [Fact]
    public void Leaves_a_newer_episode_of_the_one_rule_that_fires_an_alert_to_begin_a_new_alert() =>
        Assert.Null(new FiringRules(Open, [First]).Join(First with { FiredEventId = Guid.NewGuid(), StartsAt = Samples.Noon.AddSeconds(10) }, early: null));

    [Theory]
    [InlineData("host", true)]
    [InlineData("other", false)]
    public void Tells_rules_apart_by_their_groups_where_their_sender_does_not_say_more(string group, bool isSame)
    {
        var fired = FiringRule.Of(Scene.Event("Cpu critical web-1", Samples.Noon) with { RuleGroup = group });

        Assert.Equal(isSame, new FiringRules(Open, [First]).Join(fired, early: null) is null);
        Assert.Equal(isSame, new FiringRules(Open, []).Join(fired with { Key = "a key" }, early: null) is null);
    }

    [Fact]
    public void Stores_what_began_an_alert_of_before_beside_the_rule_that_joins() =>
        Assert.Equal(
            [new FiringRule(Open.Id, Open.FiredEventId, null, "host", Open.Expression, Open.StartsAt), Copy with { AlertId = Open.Id }],
            new FiringRules(Open, []).Join(Copy, early: null)!.Rules);

    [Theory]
    [InlineData(10, 10, null)]
    [InlineData(-10, null, 0)]
    public void Keeps_the_newest_episode_of_a_rule(int seconds, int? olderEndedAfter, int? newOneEndedAfter)
    {
        var known = Copy with { AlertId = Open.Id, StartsAt = Samples.Noon };
        var turn = new FiringRules(Open, [First, known]).Join(Copy with { FiredEventId = Guid.NewGuid(), StartsAt = Samples.Noon.AddSeconds(seconds) }, early: null)!;

        Assert.Equal(At(newOneEndedAfter), turn.Rules[^1].EndedAt);
        Assert.Equal(At(olderEndedAfter), turn.Rules.SingleOrDefault(rule => rule.FiredEventId == known.FiredEventId)?.EndedAt);
    }

    [Fact]
    public void Goes_on_until_the_last_rule_leaves()
    {
        var end = new Ending(Guid.NewGuid(), Samples.Noon.AddSeconds(90), "the condition is false again", 0.5);
        var copy = Copy with { AlertId = Open.Id };

        Assert.Equal([First with { EndedAt = end.At }], new FiringRules(Open, [First, copy]).Leave(First.FiredEventId, end)!.Rules);
        Assert.Null(new FiringRules(Open, [copy]).Leave(copy.FiredEventId, end));
        Assert.False(new FiringRules(Open, [copy]).Contain(First.FiredEventId));
    }

    private static DateTimeOffset? At(int? seconds) => seconds is { } after ? Samples.Noon.AddSeconds(after) : null;
}

using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class RecordStageTests
{
    private static readonly Alert Over = Samples.Alert().Resolved();
    private static readonly Verdict Silent = new Verdict.StaySilent("resolved before anybody was told");
    private static readonly Verdict CoolsDown = new Verdict.StaySilent("cools down until 12:10", Samples.Noon.AddMinutes(10));

    [Fact]
    public void Writes_once_when_an_alert_is_over_which_channels_were_not_told_of_it_and_why()
    {
        Assert.Equal(["resolved before anybody was told, so nobody is told of the end"], Lines([("mail", Silent, false), ("hook", Silent, false)]));
        Assert.Equal(["hook: resolved before this channel was told, so it is not told of the end"], Lines([("mail", Silent, true), ("hook", Silent, false)]));
        Assert.Equal(
            ["mail: resolved before this channel was told, so it is not told of the end (cools down until 12:10)", "hook: resolved before this channel was told, so it is not told of the end"],
            Lines([("mail", CoolsDown, false), ("hook", Silent, false)]));
        Assert.Empty(Lines([("mail", Silent, true), ("hook", Silent, true)]));
    }

    [Fact]
    public void Writes_nothing_of_it_when_an_end_is_told_again() => Assert.Empty(Lines([("mail", Silent, false), ("hook", Silent, true)], retold: 1));

    private static IEnumerable<string> Lines((string Channel, Verdict Verdict, bool Knows)[] channels, int retold = 0)
    {
        var passage = new Passage
        {
            Now = Samples.Noon.AddMinutes(6),
            Rules = new PipelineRules(RoutingTree.Build(new RoutingOptions(), [], []), new Dictionary<string, ChannelRule>()),
            Group = new AlertGroup { Id = 1, Identity = new GroupIdentity("{}", new Dictionary<string, string>()), CreatedAt = Samples.Noon },
            Members = [new Member(Over, Retold: retold)],
            InhibitionSources = [],
            Silences = [],
            Maintenance = [],
            Memories = channels.Aggregate(
                System.Collections.Immutable.ImmutableDictionary<string, ChannelMemory>.Empty,
                (known, one) => known.Add(one.Channel, new ChannelMemory(one.Channel) { Told = one.Knows ? new HashSet<string> { Over.Fingerprint } : [] })),
            Decisions = [.. channels.Select(one => new ChannelDecision(one.Channel, one.Verdict))],
        };
        return RecordStage.Run(passage).Timeline.Select(entry => entry.Actor is null ? entry.Text : $"{entry.Actor}: {entry.Text}");
    }
}

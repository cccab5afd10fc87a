using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class SilenceStageTests
{
    [Theory]
    [InlineData("instance=web-1", 0, 60, true)]
    [InlineData("instance=web-1", -60, 0, false)]
    [InlineData("instance=web-1", 1, 60, false)]
    [InlineData("instance=web-2", 0, 60, false)]
    public void Holds_back_what_matches_while_it_lasts(string matcher, int from, int to, bool held) =>
        Assert.Equal(held, SilenceStage.Decide(Samples.Alert(), [Silence(matcher, from, to)], Samples.Noon) is not null);

    [Fact]
    public void Names_the_silence_that_lasts_longest() =>
        Assert.Equal(
            new Hold("silence", "silenced by bob until 2026-03-02 12:02:00 UTC: deploy", Samples.Noon.AddSeconds(120)),
            SilenceStage.Decide(Samples.Alert(), [Silence("instance=web-1", 0, 60), Silence("severity=critical", 0, 120), Silence("a=\"\"", 0, 90)], Samples.Noon));

    [Fact]
    public void Needs_all_matchers() =>
        Assert.Null(SilenceStage.Decide(Samples.Alert(), [Silence("instance=web-1", 0, 60) with { Matchers = [LabelMatchers.Parse("instance=web-1"), LabelMatchers.Parse("team=ops")] }], Samples.Noon));

    private static Silence Silence(string matcher, int from, int to) => new()
    {
        Id = Guid.NewGuid(),
        Matchers = [LabelMatchers.Parse(matcher)],
        StartsAt = Samples.Noon.AddSeconds(from),
        EndsAt = Samples.Noon.AddSeconds(to),
        CreatedBy = "bob",
        Comment = "deploy",
        CreatedAt = Samples.Noon,
    };
}

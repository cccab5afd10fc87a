using PerfMonitor.Alerting.Life;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Life;

public sealed class AlertQualityTests
{
    [Fact]
    [Trait("feature", "S3-84")]
    [Trait("feature", "S3-85")]
    [Trait("feature", "S3-86")]
    public void Counts_false_alerts_by_level_and_rule_beside_their_goals()
    {
        var quality = AlertQuality.Of(
        [
            new("Cpu", Severity.Critical, EpisodeVerdict.Real, 39), new("Cpu", Severity.Critical, EpisodeVerdict.False, 1), new("Cpu", Severity.Critical, null, 100),
            new("Disk", Severity.Warning, EpisodeVerdict.Known, 7), new("Disk", Severity.Warning, EpisodeVerdict.False, 3),
        ]);

        Assert.Equal(new Goal(1 / 40.0, 0.05, true), quality.FalseCritical);
        Assert.Equal(new Goal(0.3, 0.10, false), quality.FalseWarning);
        Assert.Equal(new Goal(0.92, 0.95, false), quality.Accuracy);
        Assert.Equal(new Tally(140, 39, 1, 0), quality.Levels[Severity.Critical]);
        Assert.Equal(["Disk Warning 3", "Cpu Critical 1"], quality.Rules.Select(rule => $"{rule.Rule} {rule.Severity} {rule.Tally.False}"));
    }

    [Fact]
    public void Claims_nothing_where_nobody_has_judged()
    {
        var quality = AlertQuality.Of([new("Cpu", Severity.Critical, null, 5)]);

        Assert.Equal([new Goal(null, 0.05, null), new Goal(null, 0.10, null), new Goal(null, 0.95, null)], [quality.FalseCritical, quality.FalseWarning, quality.Accuracy]);
    }

    [Theory]
    [InlineData(19, 1, false)]
    [InlineData(20, 1, true)]
    public void Asks_for_fewer_than_one_false_critical_in_twenty(long real, long wrong, bool met) => Assert.Equal(met, AlertQuality.Of(
        [new("Cpu", Severity.Critical, EpisodeVerdict.Real, real), new("Cpu", Severity.Critical, EpisodeVerdict.False, wrong)]).FalseCritical.Met);
}

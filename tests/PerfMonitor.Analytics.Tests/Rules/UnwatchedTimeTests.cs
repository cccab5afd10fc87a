using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class UnwatchedTimeTests
{
    private static readonly DateTimeOffset Last = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", 10, "a takeover is no time in which nobody watched")]
    [InlineData("Often Slow", 3_600, "an hour is, for every rule")]
    [InlineData("Often", 60, "a group that looks every five minutes has missed nothing in one")]
    [InlineData("", -60, "another machine's clock may be ahead")]
    public void Moves_the_alerts_of_groups_that_missed_an_evaluation(string moved, int unwatchedSeconds, string because)
    {
        var groups = RuleFileParser.Parse("a.yml", "groups: [{name: a, rules: [{alert: Often, expr: up == 0, for: 10m}]}, {name: b, interval: 5m, rules: [{alert: Slow, expr: up == 0, for: 10m}]}]").Groups;

        var found = UnwatchedTime.Moved(groups, static _ => [Pending], TimeSpan.FromSeconds(unwatchedSeconds), Last.AddSeconds(unwatchedSeconds));

        Assert.True(moved == string.Join(' ', found.Select(static one => one.RuleKey.Split(';')[2])), because);
        Assert.All(found, one => Assert.Equal(Pending.ActiveSince.AddSeconds(unwatchedSeconds), one.Alert.ActiveSince));
    }

    private static AlertInstance Pending { get; } = new()
    {
        Labels = LabelSet.Create("up"),
        Annotations = new Dictionary<string, string>(),
        Value = 0,
        State = AlertState.Pending,
        ActiveSince = Last.AddSeconds(-5),
    };
}

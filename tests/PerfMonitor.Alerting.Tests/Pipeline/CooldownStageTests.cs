using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Pipeline;

[Trait("feature", "S1-30")]
public sealed class CooldownStageTests
{
    private static readonly ChannelRule Email = new("email", SendResolved: true);
    private static readonly AlertRoute Route = RoutingTree.Build(new RoutingOptions { Cooldown = TimeSpan.FromMinutes(10) }, ["email"], []).Root;
    private static readonly Alert Steady = Samples.Alert(instance: "web-1");
    private static readonly Alert Flapping = Samples.Alert(instance: "web-2");

    [Theory]
    [InlineData("FirstNotification", null, null)]
    [InlineData("FirstNotification", 600, null)]
    [InlineData("FirstNotification", 90, "cools down until 2026-03-02 12:08:30 UTC: this channel was told of the group 1 min 30 s ago")]
    [InlineData("Missed", 90, "cools down until 2026-03-02 12:08:30 UTC: this channel was told of the group 1 min 30 s ago")]
    [InlineData("NewAlerts", 90, null)]
    [InlineData("AllResolved", 90, null)]
    [InlineData("PreviousFailed", 90, null)]
    [InlineData("Repeat", 90, null)]
    public void Puts_off_only_a_new_beginning(string reason, int? toldSecondsAgo, string? silent)
    {
        var verdict = new Verdict.Notify(Enum.Parse<NotifyReason>(reason), "told", [Samples.Alert()], [], []);
        var memory = new ChannelMemory("email") { NotifiedAt = toldSecondsAgo is { } seconds ? Samples.Noon.AddSeconds(-seconds) : null };

        var decided = CooldownStage.Decide(verdict, [], memory, Email, Route, Samples.Noon);

        Assert.Equal(silent ?? "told", decided.Text);
        Assert.Equal(silent is null ? null : Samples.Noon.AddSeconds(510), (decided as Verdict.StaySilent)?.Until);
    }

    [Theory]
    [InlineData(300, "told, put off by the cooldown until 2026-03-02 12:08:30 UTC")]
    [InlineData(600, "told")]
    public void Says_in_the_message_that_it_was_put_off(int firedSecondsAfter, string text)
    {
        var verdict = new Verdict.Notify(NotifyReason.FirstNotification, "told", [], [Samples.Alert() with { StartsAt = Samples.Noon.AddSeconds(firedSecondsAfter) }], []);

        Assert.Equal(text, CooldownStage.Decide(verdict, [], new ChannelMemory("email") { NotifiedAt = Samples.Noon.AddSeconds(-90) }, Email, Route, Samples.Noon.AddSeconds(900)).Text);
    }

    [Theory]
    [InlineData(-60, false, "StaySilent: cools down until 2026-03-02 12:09:00 UTC: this channel was told of the alert's end 1 min ago")]
    [InlineData(-600, false, "Notify: 1 new alert in the group")]
    [InlineData(null, false, "Notify: 1 new alert in the group")]
    [InlineData(-60, true, "Notify: 1 new alert in the group; 1 alert that came back cools down")]
    public void Puts_off_an_alert_that_came_back_beside_others_that_fire_on_and_nothing_else(int? endedSecondsAgo, bool isAnotherNew, string expected)
    {
        List<Member> members = [new(Steady), new(Flapping), .. isAnotherNew ? [new Member(Samples.Alert(instance: "web-3"))] : Array.Empty<Member>()];
        var memory = new ChannelMemory("email")
        {
            NotifiedAt = Samples.Noon.AddSeconds(-60),
            Told = new HashSet<string> { Steady.Fingerprint },
            Ended = endedSecondsAgo is { } seconds ? new() { [Flapping.Fingerprint] = Samples.Noon.AddSeconds(seconds) } : new Dictionary<string, DateTimeOffset>(),
        };
        var verdict = DeduplicateStage.Decide(members, memory, Email, Route.RepeatInterval, Samples.Noon);

        var decided = CooldownStage.Decide(verdict, members, memory, Email, Route, Samples.Noon);

        Assert.Equal(expected, $"{decided.GetType().Name}: {decided.Text}");
        Assert.Equal(isAnotherNew ? ["web-1", "web-3"] : null, isAnotherNew ? ((Verdict.Notify)decided).Firing.Select(alert => alert.Labels["instance"]) : null);
    }

    [Fact]
    public void Remembers_an_end_as_long_as_the_cooldown_counts_from_it()
    {
        var before = new ChannelMemory("email")
        {
            Told = new HashSet<string> { "still", "over" },
            Ended = new Dictionary<string, DateTimeOffset> { ["lately"] = Samples.Noon.AddMinutes(-9), ["long ago"] = Samples.Noon.AddMinutes(-10) },
        };

        var ended = CooldownStage.Ended(before, new HashSet<string> { "still" }, Route.Cooldown, Samples.Noon);

        Assert.Equal([("lately", Samples.Noon.AddMinutes(-9)), ("over", Samples.Noon)], ended.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
        Assert.Empty(CooldownStage.Ended(before, new HashSet<string>(), TimeSpan.Zero, Samples.Noon));
    }
}

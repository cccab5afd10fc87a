using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class CooldownStageTests
{
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

        var decided = CooldownStage.Decide(verdict, memory, TimeSpan.FromMinutes(10), Samples.Noon);

        Assert.Equal(silent ?? "told", decided.Text);
        Assert.Equal(silent is null ? null : Samples.Noon.AddSeconds(510), (decided as Verdict.StaySilent)?.Until);
    }

    [Theory]
    [InlineData(300, "told, put off by the cooldown until 2026-03-02 12:08:30 UTC")]
    [InlineData(600, "told")]
    public void Says_in_the_message_that_it_was_put_off(int firedSecondsAfter, string text)
    {
        var verdict = new Verdict.Notify(NotifyReason.FirstNotification, "told", [], [Samples.Alert() with { StartsAt = Samples.Noon.AddSeconds(firedSecondsAfter) }], []);

        Assert.Equal(text, CooldownStage.Decide(verdict, new ChannelMemory("email") { NotifiedAt = Samples.Noon.AddSeconds(-90) }, TimeSpan.FromMinutes(10), Samples.Noon.AddSeconds(900)).Text);
    }
}

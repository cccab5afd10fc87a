using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Tests.Pipeline;

/// <summary>Members are written "a" firing, "a+" acknowledged, "a-" resolved, "a~" resolved but only after it was due, "a!" held back; told is what the channel believes to fire.</summary>
public sealed class DeduplicateStageTests
{
    [Theory]
    [InlineData("a", "", 0, "FirstNotification: first notification")]
    [InlineData("a b", "a", 0, "NewAlerts: 1 new alert in the group")]
    [InlineData("a b c", "a", 0, "NewAlerts: 2 new alerts in the group")]
    [InlineData("a b-", "b", 0, "NewAlerts: 1 new alert in the group; 1 resolved")]
    [InlineData("a", "a", 0, "silent: nothing new; the next reminder is due 2026-03-02 13:00:00 UTC")]
    [InlineData("a", "a", 3600, "Repeat: still firing, last told 1 h ago")]
    [InlineData("a+", "a", 3600, "silent: acknowledged by anna")]
    [InlineData("a+ b", "a b", 3600, "Repeat: still firing, last told 1 h ago")]
    [InlineData("a+", "", 0, "silent: acknowledged by anna")]
    [InlineData("a+ b", "a", 0, "NewAlerts: 1 new alert in the group")]
    [InlineData("a-", "a", 0, "AllResolved: resolved")]
    [InlineData("a- b-", "a b", 0, "AllResolved: all 2 resolved")]
    [InlineData("a- b", "a b", 0, "SomeResolved: 1 of 2 resolved")]
    [InlineData("a- b!", "a b", 0, "SomeResolved: 1 of 2 resolved")]
    [InlineData("a-", "", 0, "silent: resolved before anybody was told")]
    [InlineData("a~", "", 0, "Missed: fired and resolved before it could be told")]
    [InlineData("a~", "a", 0, "AllResolved: resolved")]
    [InlineData("a~ b", "", 0, "FirstNotification: first notification; 1 resolved")]
    [InlineData("a~ b", "b", 0, "Missed: fired and resolved before it could be told")]
    [InlineData("a!", "", 0, "silent: silenced")]
    [InlineData("a!", "a", 3600, "silent: silenced")]
    [InlineData("a! b", "a b", 3600, "Repeat: still firing, last told 1 h ago")]
    [InlineData("", "a", 0, "silent: nothing left in the group")]
    public void Speaks_only_when_there_is_news(string members, string told, int secondsSince, string verdict) =>
        Assert.Equal(verdict, Show(DeduplicateStage.Decide(Members(members), Memory(told), new ChannelRule("email", SendResolved: true), TimeSpan.FromHours(1), Samples.Noon.AddSeconds(secondsSince))));

    [Theory]
    [InlineData("a-", "a", "silent: resolved; this channel is not told of that")]
    [InlineData("a- b", "a", "NewAlerts: 1 new alert in the group")]
    [InlineData("a~", "", "silent: resolved before anybody was told")]
    [InlineData("a- b", "a b", "silent: resolved; this channel is not told of that")]
    public void Spares_a_channel_the_ends_it_does_not_want(string members, string told, string verdict) =>
        Assert.Equal(verdict, Show(DeduplicateStage.Decide(Members(members), Memory(told), new ChannelRule("pager", SendResolved: false), TimeSpan.FromHours(1), Samples.Noon)));

    [Fact]
    public void Says_that_the_notification_before_did_not_arrive() =>
        Assert.Equal(
            "PreviousFailed: the notification before did not arrive (404 no_service)",
            Show(DeduplicateStage.Decide(Members("a"), Memory("") with { Failure = "404 no_service" }, new ChannelRule("slack", SendResolved: true), TimeSpan.FromHours(1), Samples.Noon)));

    private static string Show(Verdict verdict) => verdict is Verdict.Notify notify ? $"{notify.Reason}: {notify.Text}" : $"silent: {verdict.Text}";

    private static ChannelMemory Memory(string told) => new("email") { Change = 3, NotifiedAt = Samples.Noon, Told = Words(told).ToHashSet() };

    private static List<Member> Members(string text) => Words(text).Select(word =>
    {
        var alert = Samples.Alert() with { Fingerprint = word[..1] };
        return word[1..] switch
        {
            "+" => new Member(alert with { State = AlertState.Acknowledged, AcknowledgedBy = "anna" }),
            "-" => new Member(alert.Resolved()),
            "~" => new Member(alert.Resolved(), WasDue: true),
            "!" => new Member(alert, new Hold("silence", "silenced")),
            _ => new Member(alert),
        };
    }).ToList();

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

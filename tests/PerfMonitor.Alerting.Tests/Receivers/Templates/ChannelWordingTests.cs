using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Receivers.Templates;

[Trait("feature", "S2-40")]
public sealed class ChannelWordingTests
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    [Fact]
    public async Task Words_the_message_as_the_template_says()
    {
        var channel = new FakeReceiver("email");

        var outcome = await Wording(channel, "{{ .Status | toUpper }}\n: {{ .CommonLabels.alertname }}", "{{ range .Alerts }}{{ .Name }}{{ end }}").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered(), outcome);
        Assert.Equal(("FIRING : HostCpuHigh", "HostCpuHigh on web-1"), (channel.Notifications[0].Headline, channel.Notifications[0].Body));
    }

    [Theory]
    [InlineData("{{ .Status", "the template 'mine' is broken, and the built-in words go out: Headline:1:11: '}}' is missing")]
    [InlineData("{{ .Nothing }}", "the template 'mine' is broken, and the built-in words go out: Headline:1:4: there is no field '.Nothing'")]
    public async Task Sends_the_built_in_words_where_the_template_is_broken_and_says_so(string headline, string problem)
    {
        var channel = new FakeReceiver("email");
        var wording = Wording(channel, headline, "{{ .Reason }}");

        var outcome = await wording.SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.StartsWith(problem, wording.Problem, StringComparison.Ordinal);
        Assert.Equal(new Outcome.Delivered(wording.Problem), outcome);
        Assert.Equal((null, "first notification"), (channel.Notifications[0].Headline, channel.Notifications[0].Body));
    }

    public static TheoryData<string, string> Channels => new()
    {
        { EmailText.Write(Worded, Page, NoCharts).ReplaceLineEndings("\n"), "Look: <here> & *now*\n\nWhat: <this> & *that*\n\nWhy you get this: first notification; route {}/{severity=\"critical\"}\n" },
        { EmailHtml.Write(Worded, Page, NoCharts), "<h1 style=\"font-size:19px;margin:0 0 16px\">Look: &lt;here&gt; &amp; *now*</h1><p style=\"white-space:pre-line\">What: &lt;this&gt; &amp; *that*</p>" },
        { SmsText.Write(Worded, Page), "Look: <here> & *now*\nWhat: <this> & *that*" },
        { TelegramText.Write(Worded, Page), "🔴 <b>Look: &lt;here&gt; &amp; *now*</b>\n\nWhat: &lt;this&gt; &amp; *that*\n<i>" },
        { Texts(SlackMessage.Compose(Worded, Page, "", "")["blocks"]!), "What: &lt;this&gt; &amp; *that*" },
        { Texts(DiscordMessage.Compose(Worded, new(), Page)), "What: <this\\> & \\*that\\*" },
        { Texts(TeamsCard.Compose(Worded, Page)), "What: <this> & \\*that\\*" },
        { Texts(PagerDutyEvent.Compose(Worded, new(), Page)), "What: <this> & *that*" },
    };

    [Theory]
    [MemberData(nameof(Channels))]
    public void Reaches_every_kind_of_channel_escaped_as_it_must_be(string message, string words)
    {
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Look for a runaway process", message.Replace("\"what_to_do\":\"Look for a runaway process.\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Dictionary<string, MailChart> NoCharts => [];

    private static Notification Worded => Samples.Notification() with { Headline = "Look: <here> & *now*", Body = "What: <this> & *that*" };

    private static string Texts(JsonNode message) => message.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace(@"\\", @"\", StringComparison.Ordinal);

    private static ChannelWording Wording(IReceiver channel, string headline, string body) => new(channel, "mine", new() { Headline = headline, Body = body }, Page, new ManualTimeProvider(Samples.Noon));
}

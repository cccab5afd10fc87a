using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Opsgenie;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Pushover;
using PerfMonitor.Alerting.Receivers.RocketChat;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Alerting.Receivers.VictorOps;
using PerfMonitor.Alerting.Receivers.Webex;
using PerfMonitor.Alerting.Receivers.Webhook;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Receivers;

namespace PerfMonitor.Alerting.Tests.Delivery;

public sealed class LimitValidationTests
{
    private static readonly Dictionary<string, IReceiver> Kinds = new IReceiver[]
    {
        new SlackReceiver(new(), new(), Answers.Sender()), new SlackBotReceiver(new(), new(), Answers.Sender(), null!), new TeamsReceiver(new(), new(), Answers.Sender()),
        new DiscordReceiver(new(), new(), Answers.Sender()), new TelegramReceiver(new(), new(), Answers.Sender()), new WebexReceiver(new(), new(), Answers.Sender()),
        new RocketChatReceiver(new(), new(), Answers.Sender()), new PushoverReceiver(new(), new(), Answers.Sender()), new SmsReceiver(new(), new(), Answers.Sender(), null!),
        new EmailReceiver(new(), new(), new(), null!, null!, null!), new WebhookReceiver(new(), new(), Answers.Sender(), TimeProvider.System), new PagerDutyReceiver(new(), new(), Answers.Sender()),
        new OpsgenieReceiver(new(), new(), Answers.Sender()), new VictorOpsReceiver(new(), new(), Answers.Sender()),
    }.ToDictionary(receiver => receiver.Kind);

    [Theory]
    [InlineData("email", null)]
    [InlineData("mail", "Delivery:Limits:mail: 'mail' is no channel; there are email, pagerduty.")]
    [InlineData("pagerduty", "Delivery:Limits:pagerduty: pagerduty cannot be told in digests, so it cannot be limited.")]
    public void Finds_limits_that_would_limit_nothing(string channel, string? error)
    {
        var channels = new Channels([new FakeReceiver("email"), new PagerDutyReceiver(new(), new(), Answers.Sender())]);

        var result = new LimitValidation(channels).Validate(null, new DeliveryOptions { Limits = new Dictionary<string, LimitOptions> { [channel] = new() } });

        Assert.Equal(error, result.Failures?.Single());
    }

    // What people read is limited by what its service takes; what machines read, and what takes no digests, is not.
    [Theory]
    [InlineData("slack", "20 in 00:01:00")]
    [InlineData("slack-bot", "20 in 00:01:00")]
    [InlineData("teams", "20 in 00:05:00")]
    [InlineData("discord", "30 in 00:01:00")]
    [InlineData("telegram", "20 in 00:01:00")]
    [InlineData("webex", "20 in 00:01:00")]
    [InlineData("rocketchat", "10 in 00:01:00")]
    [InlineData("pushover", "20 in 00:10:00")]
    [InlineData("sms", "20 in 00:10:00")]
    [InlineData("email", "100 in 00:10:00")]
    [InlineData("webhook", null)]
    [InlineData("pagerduty", null)]
    [InlineData("opsgenie", null)]
    [InlineData("victorops", null)]
    public void Every_kind_of_channel_has_its_usual_limit(string kind, string? limit)
    {
        var receiver = new ChannelWording(Kinds[kind], "own", new TemplateOptions { Headline = "{{ .Status }}" }, new(), TimeProvider.System);

        Assert.Equal(limit, new DeliveryOptions().LimitOf(receiver) is { } usual ? $"{usual.Most} in {usual.Per}" : null);
        Assert.Null(new DeliveryOptions { Limits = new Dictionary<string, LimitOptions> { [receiver.Name] = new() { Most = 0 } } }.LimitOf(receiver));
    }
}

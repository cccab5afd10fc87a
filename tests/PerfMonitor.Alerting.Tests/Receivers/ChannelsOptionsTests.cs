using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Webhook;

namespace PerfMonitor.Alerting.Tests.Receivers;

public sealed class ChannelsOptionsTests
{
    [Fact]
    public void Have_defaults()
    {
        var options = Bind([]);

        Assert.Equal(["email", "slack"], options.Names);
        Assert.Equal((true, true, 0), (options.Email.Enabled, options.Email.SendResolved, options.Email.Recipients.Count));
        Assert.Equal(("", "#performance-alerts", "Performance Monitor", true), (options.Slack.WebhookUrl, options.Slack.Channel, options.Slack.Username, options.Slack.SendResolved));
    }

    [Fact]
    [Trait("feature", "S2-36")]
    public void Are_read_from_the_configuration()
    {
        var options = Bind(new()
        {
            ["Channels:Email:Recipients:0"] = "anna@example.org",
            ["Channels:Slack:WebhookUrl"] = "https://hooks.slack.com/services/T/B/X",
            ["Channels:Slack:SendResolved"] = "false",
            ["Channels:Webhooks:0:Url"] = "https://example.org/hook",
            ["Channels:Webhooks:0:Headers:Authorization"] = "Bearer abc",
            ["Channels:Webhooks:1:Name"] = "ops",
            ["Channels:Webhooks:1:Url"] = "https://example.org/ops",
        });

        Assert.Equal(["email", "slack", "webhook", "ops"], options.Names);
        Assert.Equal(["anna@example.org"], options.Email.Recipients);
        Assert.Equal(("https://hooks.slack.com/services/T/B/X", false), (options.Slack.WebhookUrl, options.Slack.SendResolved));
        Assert.Equal(("https://example.org/hook", "Bearer abc"), (options.Webhooks[0].Url, options.Webhooks[0].Headers["Authorization"]));
    }

    [Theory]
    [InlineData("SendResolved", "false", null)]
    [InlineData("Enabled", "true", null)]
    [InlineData("Enabled", "false", "Enabled of this one of Channels:Webhooks is false")]
    [Trait("feature", "S2-28")]
    public void Turn_a_webhook_off_that_is_not_enabled(string key, string value, string? off)
    {
        var webhook = Bind(new() { ["Channels:Webhooks:0:Url"] = "https://example.org/hook", [$"Channels:Webhooks:0:{key}"] = value }).Webhooks[0];
        using var http = new HttpClient();

        var channel = new WebhookReceiver(webhook, new PageOptions(), new HttpSender(http, TimeProvider.System), TimeProvider.System);

        Assert.Equal(("https://example.org", off), (channel.Destination, channel.Off));
    }

    [Theory]
    [InlineData("https://own.example", "http://127.0.0.1:8025/slack/alerts", "https://own.example")]
    [InlineData(null, "http://127.0.0.1:8025/slack/alerts", "http://127.0.0.1:8025/slack/alerts")]
    public void Prefer_the_users_own_slack_address_to_the_development_inbox(string? own, string inbox, string used) =>
        Assert.Equal(used, Bind(new() { ["Channels:Slack:WebhookUrl"] = own, ["Slack:WebhookUrl"] = inbox }).Slack.WebhookUrl);

    [Fact]
    public void Name_every_broken_key_at_once_and_no_secret()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(new()
        {
            ["Channels:Email:Recipients:0"] = "anna",
            ["Channels:Slack:WebhookUrl"] = "hooks.slack.com/services/T/B/secret",
            ["Channels:Webhooks:0:Name"] = "slack",
            ["Channels:Webhooks:0:Url"] = "ftp://secret",
            ["Channels:Webhooks:0:Method"] = "GET",
            ["Channels:Webhooks:0:Headers:Content-Length"] = "secret",
            ["Channels:Webhooks:0:Headers:bad header"] = "secret",
            ["Channels:Webhooks:1:Name"] = "a b",
            ["Channels:Webhooks:1:Url"] = "https://example.org",
        }));

        Assert.Equal(
            [
                "Channels:Email:Recipients:0: 'anna' is not a mail address.",
                "Channels:Slack:WebhookUrl: is not an address such as https://hooks.slack.com/services/T…/B…/….",
                "Channels:Webhooks:0:Headers:Content-Length: is set by PerfMonitor itself.",
                "Channels:Webhooks:0:Headers:bad header: is not a header that a request can carry.",
                "Channels:Webhooks:0:Method: 'GET' is neither POST nor PUT.",
                "Channels:Webhooks:0:Name: 'slack' is the name of another channel already; give each a Name of its own.",
                "Channels:Webhooks:0:Url: is not an address such as https://example.org/hook.",
                "Channels:Webhooks:1:Name: 'a b' is not a name of 1 to 64 letters, digits, hyphens and underscores.",
            ],
            failure.Failures.Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "Sms:0:To:1", "015112345678", "'015112345678' is not a number in the international form, such as +4915112345678 (E.164: a plus, then 2 to 15 digits, no blanks)." },
        { "Sms:0:To:0", "+49 151 12345678", "'+49 151 12345678' is not a number in the international form, such as +4915112345678 (E.164: a plus, then 2 to 15 digits, no blanks)." },
        { "Sms:0:AccountSid", "AC/../x", "'AC/../x' is not the id of an account, such as AC followed by 32 digits and letters." },
        { "Sms:0:AuthToken", "", "is missing; without it the service takes no message." },
        { "Sms:0:From", "", "Either From or MessagingServiceSid says who the sender is; set one of them." },
        { "Sms:0:From", "a sender's name", "'a sender's name' is neither a number such as +4930123456, a short code, nor a name of up to 11 letters and digits." },
        { "Sms:0:BaseUrl", "twilio", "is not an address such as https://api.twilio.com." },
        { "PagerDuty:0:RoutingKey", "se cret", "is not an integration key of the service's Events API v2 integration." },
        { "Teams:0:WebhookUrl", "secret", "is not an address; copy the one the workflow shows (https://….logic.azure.com/workflows/…)." },
        { "Discord:0:WebhookUrl", "secret", "is not an address such as https://discord.com/api/webhooks/…." },
        { "Discord:0:Username", "Discord alerts", "'Discord alerts' is refused by Discord: at most 80 characters, and not with its own name in it." },
        { "Telegram:0:BotToken", "secret", "is not a bot's token such as 123456:ABC-DEF…." },
        { "Telegram:0:ChatId", "my chat", "'my chat' is neither the number of a chat nor a channel's @name." },
        { "SlackBots:0:Token", "xoxb secret", "is not a bot's token such as xoxb-…." },
        { "SlackBots:0:SilenceFor", "30.00:00:00", "30.00:00:00 is not between 1 minute and 7 days." },
        { "Teams:0:Template", "mine", "'mine' is not in Channels:Templates." },
        { "Teams:0:Name", "email", "'email' is the name of another channel already; give each a Name of its own." },
        { "Teams:0:Name", "a b", "'a b' is not a name of 1 to 64 letters, digits, hyphens and underscores." },
    };

    private static readonly Dictionary<string, string?> OneOfEach = new()
    {
        ["Channels:Sms:0:AccountSid"] = "AC0123",
        ["Channels:Sms:0:AuthToken"] = "secret",
        ["Channels:Sms:0:From"] = "+4930123456",
        ["Channels:Sms:0:To:0"] = "+4915112345678",
        ["Channels:PagerDuty:0:RoutingKey"] = "0123456789abcdef0123456789abcdef",
        ["Channels:Teams:0:WebhookUrl"] = "https://x.logic.azure.com/workflows/secret",
        ["Channels:Discord:0:WebhookUrl"] = "https://discord.com/api/webhooks/1/secret",
        ["Channels:Telegram:0:BotToken"] = "123456:ABC-DEF1234",
        ["Channels:Telegram:0:ChatId"] = "-100123",
        ["Channels:SlackBots:0:Token"] = "xoxb-secret",
    };

    [Fact]
    public void Know_one_of_each_kind() =>
        Assert.Equal(["email", "slack", "sms", "pagerduty", "teams", "discord", "telegram", "slack-bot"], Bind(OneOfEach).Names);

    [Theory]
    [MemberData(nameof(Refused))]
    public void Say_what_is_wrong_with_each_kind(string key, string value, string message)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(new(OneOfEach) { [$"Channels:{key}"] = value }));

        Assert.Equal([$"Channels:{key}: {message}"], failure.Failures);
    }

    private static ChannelsOptions Bind(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddReceivers();
        return builder.Services.BuildServiceProvider().GetRequiredService<IOptions<ChannelsOptions>>().Value;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers;

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
    [Trait("feature", "S2-28")]
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
        Assert.False(options.Slack.SendResolved);
        Assert.Equal("Bearer abc", options.Webhooks[0].Headers["Authorization"]);
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
                "Channels:Webhooks:0:Url: is not an address such as https://example.org/hook.",
                "Channels:Webhooks:1:Name: 'a b' is not a name of 1 to 64 letters, digits, hyphens and underscores.",
                "Channels:Webhooks: 'slack' names more than one channel; give each webhook a Name of its own.",
            ],
            failure.Failures.OrderBy(message => message.StartsWith("Channels:Webhooks: ", StringComparison.Ordinal)).ThenBy(message => message, StringComparer.Ordinal));
    }

    private static ChannelsOptions Bind(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddReceivers();
        return builder.Services.BuildServiceProvider().GetRequiredService<IOptions<ChannelsOptions>>().Value;
    }
}

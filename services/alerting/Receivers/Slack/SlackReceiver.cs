using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Slack;

/// <summary>Posts to a Slack incoming webhook.</summary>
internal sealed class SlackReceiver(SlackOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public const string ChannelName = "slack";

    public string Name => options.Name;

    public string Kind => "slack";

    // Slack takes one message a second for a webhook, and short bursts (docs.slack.dev, rate limits); people read far fewer.
    public LimitOptions? UsualLimit => new() { Most = 20, Per = TimeSpan.FromMinutes(1) };

    public bool SendResolved => options.SendResolved;

    public string Destination => $"{options.Channel} at {HttpAddress.Shown(options.WebhookUrl)}".TrimStart();

    public string? Off => options.WebhookUrl.Length == 0 ? "no webhook is configured; set Channels:Slack:WebhookUrl" : null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.WebhookUrl)
        {
            Content = JsonContent.Create(Compose(notification, notification.Fields?["channel"] ?? options.Channel)),
        };

        // Slack itself ignores it; proxies and the development inbox can tell a second attempt by it.
        request.Headers.Add("Idempotency-Key", notification.Id.ToString());
        return await http.SendAsync(request, cancellationToken);
    }

    private JsonObject Compose(Notification notification, string channel) => notification.Fields is { IsWorded: true } fields
        ? SlackAttachment.Compose(fields, channel)
        : SlackMessage.Compose(notification, page, channel, options.Username);
}

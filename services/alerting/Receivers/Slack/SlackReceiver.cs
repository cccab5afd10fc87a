using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Slack;

/// <summary>Posts to a Slack incoming webhook.</summary>
internal sealed class SlackReceiver(IOptions<ChannelsOptions> channels, IOptions<PageOptions> page, HttpSender http) : IReceiver
{
    public const string ChannelName = "slack";

    private readonly SlackOptions _options = channels.Value.Slack;

    public string Name => ChannelName;

    public string Kind => "slack";

    public bool SendResolved => _options.SendResolved;

    public string Destination => $"{_options.Channel} at {HttpAddress.Shown(_options.WebhookUrl)}".TrimStart();

    public string? Off => _options.WebhookUrl.Length == 0 ? "no webhook is configured; set Channels:Slack:WebhookUrl" : null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.WebhookUrl)
        {
            Content = JsonContent.Create(SlackMessage.Compose(notification, page.Value, _options.Channel, _options.Username)),
        };

        // Slack itself ignores it; proxies and the development inbox can tell a second attempt by it.
        request.Headers.Add("Idempotency-Key", notification.Id.ToString());
        return await http.SendAsync(request, cancellationToken);
    }
}

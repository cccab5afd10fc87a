using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Discord;

/// <summary>Posts to a Discord webhook and waits for the message to be stored.</summary>
internal sealed class DiscordReceiver(DiscordOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "discord";

    // Discord takes 30 messages a minute for a webhook.
    public LimitOptions? UsualLimit => new() { Most = 30, Per = TimeSpan.FromMinutes(1) };

    public bool SendResolved => options.SendResolved;

    public string Destination => HttpAddress.Shown(options.WebhookUrl);

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        // Without wait=true the answer comes before Discord knows whether it can store the message.
        var address = new UriBuilder(options.WebhookUrl);
        address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&wait=true" : "wait=true";
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Uri) { Content = JsonContent.Create(Compose(notification)) };
        return await http.SendAsync(request, Classify, cancellationToken);
    }

    private JsonObject Compose(Notification notification) => notification.Fields is { IsWorded: true } fields
        ? DiscordFields.Compose(fields, notification.IsFiring, options.Username)
        : DiscordMessage.Compose(notification, options, page);

    /// <summary>The body of a 429 says the wait to the millisecond.</summary>
    public static Outcome Classify(HttpAnswer answer) => HttpSender.Classify(answer.WithWait(answer.Json?["retry_after"]));
}

namespace PerfMonitor.Alerting.Receivers.Slack;

/// <summary>A Slack incoming webhook (section <c>Channels:Slack</c>).</summary>
internal sealed class SlackOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>slack</c>.</summary>
    public string Name { get; init; } = SlackReceiver.ChannelName;

    /// <summary>Address Slack gave for the webhook. A secret: never logged, never shown again. Default: what <c>Slack:WebhookUrl</c> says (the AppHost names the development inbox there), else none.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>Channel to post to, where the webhook may choose. Default: <c>#performance-alerts</c>; empty: the webhook's own.</summary>
    public string Channel { get; init; } = "#performance-alerts";

    /// <summary>Name to post under. Default: <c>Performance Monitor</c>.</summary>
    public string Username { get; init; } = "Performance Monitor";

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (WebhookUrl.Length > 0 && !HttpAddress.IsValid(WebhookUrl))
        {
            // Not quoted: a mistyped address may still hold the secret.
            yield return ("WebhookUrl", "is not an address such as https://hooks.slack.com/services/T…/B…/….");
        }
    }
}

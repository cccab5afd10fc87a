namespace PerfMonitor.Alerting.Receivers.Discord;

/// <summary>A Discord channel's webhook (section <c>Channels:Discord:N</c>).</summary>
internal sealed class DiscordOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>discord</c>.</summary>
    public string Name { get; init; } = "discord";

    /// <summary>Address of the webhook. A secret: never logged, shown only as its host.</summary>
    public string WebhookUrl { get; init; } = "";

    /// <summary>Name to post under. Default: <c>Performance Monitor</c>; empty: the webhook's own.</summary>
    public string Username { get; init; } = "Performance Monitor";

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(WebhookUrl))
        {
            yield return ("WebhookUrl", "is not an address such as https://discord.com/api/webhooks/….");
        }

        if (Username.Length > 80 || Username.Contains("discord", StringComparison.OrdinalIgnoreCase))
        {
            yield return ("Username", $"'{Username}' is refused by Discord: at most 80 characters, and not with its own name in it.");
        }
    }
}

namespace PerfMonitor.Alerting.Receivers.RocketChat;

/// <summary>A Rocket.Chat channel that a user with a personal access token writes to (section <c>Channels:RocketChat:N</c>).</summary>
internal sealed class RocketChatOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>rocketchat</c>.</summary>
    public string Name { get; init; } = "rocketchat";

    /// <summary>Where the server is, for example <c>https://chat.example.org</c>.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>The id of the user who writes, which Rocket.Chat shows with the token.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The user's personal access token. Never logged, never shown again.</summary>
    public string Token { get; init; } = "";

    /// <summary>Where to: <c>#channel</c>, <c>@user</c> or an id. Default: <c>#performance-alerts</c>.</summary>
    public string Channel { get; init; } = "#performance-alerts";

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://chat.example.org.");
        }

        if (!ChannelKey.IsValid(UserId))
        {
            yield return ("UserId", "is not the id that Rocket.Chat shows with a personal access token.");
        }

        if (!ChannelKey.IsValid(Token))
        {
            yield return ("Token", "is not a personal access token.");
        }
    }
}

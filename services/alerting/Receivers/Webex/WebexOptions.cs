namespace PerfMonitor.Alerting.Receivers.Webex;

/// <summary>A Webex space that a bot writes to (section <c>Channels:Webex:N</c>).</summary>
internal sealed class WebexOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>webex</c>.</summary>
    public string Name { get; init; } = "webex";

    /// <summary>Where messages are posted. Default: <c>https://webexapis.com/v1/messages</c>.</summary>
    public string ApiUrl { get; init; } = "https://webexapis.com/v1/messages";

    /// <summary>The bot's access token. Never logged, never shown again.</summary>
    public string Token { get; init; } = "";

    /// <summary>The space's id.</summary>
    public string RoomId { get; init; } = "";

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(ApiUrl))
        {
            yield return ("ApiUrl", "is not an address such as https://webexapis.com/v1/messages.");
        }

        if (!ChannelKey.IsValid(Token))
        {
            yield return ("Token", "is not a bot's access token (in Alertmanager's file: http_config.authorization.credentials).");
        }

        if (RoomId.Length == 0)
        {
            yield return ("RoomId", "is missing; it is the id of the space that is told.");
        }
    }
}

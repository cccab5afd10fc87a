namespace PerfMonitor.Alerting.Receivers.Pushover;

/// <summary>Notifications on phones through Pushover (section <c>Channels:Pushover:N</c>).</summary>
internal sealed class PushoverOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>pushover</c>.</summary>
    public string Name { get; init; } = "pushover";

    /// <summary>Where the API is. Default: <c>https://api.pushover.net</c>.</summary>
    public string BaseUrl { get; init; } = "https://api.pushover.net";

    /// <summary>Who is told: the key of a user or a group. Never logged, never shown again.</summary>
    public string UserKey { get; init; } = "";

    /// <summary>The application's token. Never logged, never shown again.</summary>
    public string Token { get; init; } = "";

    /// <summary>How often phones ring again for what is critical, until somebody acknowledges it there; at least 30 s. Default: 1 min.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long they do, at most 3 h. Default: 1 h.</summary>
    public TimeSpan Expire { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a message that is not critical stays on phones. Default: 0, for ever.</summary>
    public TimeSpan Ttl { get; init; }

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://api.pushover.net.");
        }

        if (!ChannelKey.IsValid(UserKey))
        {
            yield return ("UserKey", "is not the key of a user or group.");
        }

        if (!ChannelKey.IsValid(Token))
        {
            yield return ("Token", "is not an application's token.");
        }

        // What Pushover refuses (pushover.net/api#priority).
        if (Retry < TimeSpan.FromSeconds(30) || Expire < TimeSpan.FromSeconds(1) || Expire > TimeSpan.FromHours(3))
        {
            yield return ("Retry", $"{Retry} is below 30 s, or Expire ({Expire}) not between 1 s and 3 h.");
        }
    }
}

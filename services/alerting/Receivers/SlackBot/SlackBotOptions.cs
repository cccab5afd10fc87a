namespace PerfMonitor.Alerting.Receivers.SlackBot;

/// <summary>A Slack channel that our own app's bot writes to (section <c>Channels:SlackBots:N</c>): one message per trouble that is kept up to date, answers below it, and buttons.</summary>
internal sealed class SlackBotOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>slack-bot</c>.</summary>
    public string Name { get; init; } = "slack-bot";

    /// <summary>Where the Web API is. Default: <c>https://slack.com/api</c>.</summary>
    public string BaseUrl { get; init; } = "https://slack.com/api";

    /// <summary>The bot's token (<c>xoxb-…</c>, with the scope <c>chat:write</c>). Never logged, never shown again.</summary>
    public string Token { get; init; } = "";

    /// <summary>The channel's id, for example <c>C0123456789</c>, or <c>#name</c>. The bot must be in it.</summary>
    public string Channel { get; init; } = "#performance-alerts";

    /// <summary>The app's signing secret, which shows that a pressed button comes from Slack. Empty: messages have no such buttons. Never logged, never shown again.</summary>
    public string SigningSecret { get; init; } = "";

    /// <summary>Ids of the Slack users who may acknowledge and silence, for example <c>U0123456789</c>. Default: everybody who can press the buttons.</summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    /// <summary>How long the button to silence holds, at most 7 days. Default: 1 h.</summary>
    public TimeSpan SilenceFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://slack.com/api.");
        }

        if (!ChannelKey.IsValid(Token))
        {
            yield return ("Token", "is not a bot's token such as xoxb-….");
        }

        if (Channel.Length == 0)
        {
            yield return ("Channel", "is missing; set the channel's id or #name.");
        }

        if (SilenceFor < TimeSpan.FromMinutes(1) || SilenceFor > TimeSpan.FromDays(7))
        {
            yield return ("SilenceFor", $"{SilenceFor} is not between 1 minute and 7 days.");
        }
    }
}

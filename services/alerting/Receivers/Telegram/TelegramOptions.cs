using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Receivers.Telegram;

/// <summary>A chat that a Telegram bot writes to (section <c>Channels:Telegram:N</c>).</summary>
internal sealed partial class TelegramOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>telegram</c>.</summary>
    public string Name { get; init; } = "telegram";

    /// <summary>Where the bot API is. Default: <c>https://api.telegram.org</c>.</summary>
    public string BaseUrl { get; init; } = "https://api.telegram.org";

    /// <summary>The token @BotFather gave. Never logged, never shown again.</summary>
    public string BotToken { get; init; } = "";

    /// <summary>The chat: its number (groups have a negative one) or a channel's <c>@name</c>.</summary>
    public string ChatId { get; init; } = "";

    /// <summary>The topic of a group with topics. Default: none.</summary>
    public int? MessageThreadId { get; init; }

    /// <summary>Whether phones stay silent. Default: no.</summary>
    public bool DisableNotification { get; init; }

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://api.telegram.org.");
        }

        if (!Token().IsMatch(BotToken))
        {
            yield return ("BotToken", "is not a bot's token such as 123456:ABC-DEF….");
        }

        if (!Chat().IsMatch(ChatId))
        {
            yield return ("ChatId", $"'{ChatId}' is neither the number of a chat nor a channel's @name.");
        }
    }

    [GeneratedRegex(@"\A[0-9]+:[a-zA-Z0-9_-]{10,}\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"\A(-?[0-9]{1,19}|@[a-zA-Z][a-zA-Z0-9_]{3,31})\z")]
    private static partial Regex Chat();
}

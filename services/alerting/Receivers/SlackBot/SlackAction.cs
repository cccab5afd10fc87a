using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.Alerting.Receivers.SlackBot;

/// <summary>A button somebody has pressed in Slack.</summary>
/// <param name="Kind"><see cref="Acknowledge"/> or <see cref="Silence"/>.</param>
/// <param name="Fingerprint">The alert the button belongs to.</param>
/// <param name="UserId">Slack's id of who pressed it.</param>
/// <param name="UserName">The name they go by there.</param>
/// <param name="ResponseUrl">Where Slack takes a line that only they see.</param>
/// <param name="Bot">The name of the channel that wrote the message; null in messages that do not say.</param>
internal sealed record SlackAction(string Kind, string Fingerprint, string UserId, string UserName, string? ResponseUrl, string? Bot)
{
    public const string Acknowledge = "acknowledge";
    public const string Silence = "silence";

    /// <summary>The name under which it is recorded.</summary>
    public string Actor => $"{UserName} (Slack)";

    /// <summary>What a button carries: the alert, and the channel whose operators may press it. Slack signs it with the rest of what it sends.</summary>
    public static string Value(string fingerprint, SlackBotOptions bot) => $"{fingerprint}@{bot.Name}";

    /// <summary>
    /// Who decides on it, of the bots whose secret signed it: several may share an app. The one that wrote the message; where none of them did, or the
    /// message does not say, all of them.
    /// </summary>
    public IReadOnlyList<SlackBotOptions> Deciding(IReadOnlyList<SlackBotOptions> bots) => bots.Where(bot => bot.Name == Bot).ToList() is { Count: > 0 } own ? own : bots;

    /// <summary>The bot among whose operators the user is not; null where they may do it.</summary>
    public SlackBotOptions? RefusedBy(IEnumerable<SlackBotOptions> deciding) => deciding.FirstOrDefault(bot => bot.Operators.Count > 0 && !bot.Operators.Contains(UserId));

    /// <summary>Reads the field <c>payload</c> of an interaction; null where it is no button of ours, such as a link, which Slack reports too.</summary>
    /// <exception cref="FormatException">The text is no interaction.</exception>
    public static SlackAction? Read(string payload)
    {
        try
        {
            var interaction = JsonNode.Parse(payload) as JsonObject ?? throw new FormatException("The payload is not a JSON object.");
            var user = interaction["user"];
            var action = (interaction["actions"] as JsonArray)?.FirstOrDefault(action => (string?)action?["action_id"] is Acknowledge or Silence);
            return (string?)interaction["type"] == "block_actions" && action is not null && (string?)action["value"] is { } value && (string?)user?["id"] is { } id
                ? new SlackAction(
                    (string)action["action_id"]!, value.Split('@', 2)[0], id, (string?)user["username"] ?? (string?)user["name"] ?? id, (string?)interaction["response_url"],
                    value.Split('@', 2).ElementAtOrDefault(1))
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The payload is not an interaction of Slack: {broken.Message}", broken);
        }
    }
}

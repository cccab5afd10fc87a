using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.Alerting.Receivers.SlackBot;

/// <summary>A button somebody has pressed in Slack.</summary>
/// <param name="Kind"><see cref="Acknowledge"/> or <see cref="Silence"/>.</param>
/// <param name="Fingerprint">The alert the button belongs to.</param>
/// <param name="UserId">Slack's id of who pressed it.</param>
/// <param name="UserName">The name they go by there.</param>
/// <param name="ResponseUrl">Where Slack takes a line that only they see.</param>
internal sealed record SlackAction(string Kind, string Fingerprint, string UserId, string UserName, string? ResponseUrl)
{
    public const string Acknowledge = "acknowledge";
    public const string Silence = "silence";

    /// <summary>The name under which it is recorded.</summary>
    public string Actor => $"{UserName} (Slack)";

    /// <summary>Reads the field <c>payload</c> of an interaction; null where it is no button of ours, such as a link, which Slack reports too.</summary>
    /// <exception cref="FormatException">The text is no interaction.</exception>
    public static SlackAction? Read(string payload)
    {
        try
        {
            var interaction = JsonNode.Parse(payload) as JsonObject ?? throw new FormatException("The payload is not a JSON object.");
            var user = interaction["user"];
            var action = (interaction["actions"] as JsonArray)?.FirstOrDefault(action => (string?)action?["action_id"] is Acknowledge or Silence);
            return (string?)interaction["type"] == "block_actions" && action is not null && (string?)action["value"] is { } fingerprint && (string?)user?["id"] is { } id
                ? new SlackAction((string)action["action_id"]!, fingerprint, id, (string?)user["username"] ?? (string?)user["name"] ?? id, (string?)interaction["response_url"])
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The payload is not an interaction of Slack: {broken.Message}", broken);
        }
    }
}

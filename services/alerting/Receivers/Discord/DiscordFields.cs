using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers.Templates;

namespace PerfMonitor.Alerting.Receivers.Discord;

/// <summary>A message as a receiver of Alertmanager's file words it: one embed, whose texts are Discord's markup already.</summary>
internal static class DiscordFields
{
    private const int LongestTitle = 256;
    private const int LongestDescription = 4096;
    private const int LongestContent = 2000;

    public static JsonObject Compose(FilledFields fields, bool isFiring, string username)
    {
        var embed = new JsonObject { ["color"] = isFiring ? 0xe03131 : 0x2f9e44 }
            .With("title", fields.Cut("title", LongestTitle))
            .With("description", fields.Cut("message", LongestDescription));

        // Whom the writer of the file calls by name is called; nothing in an embed ever is.
        return new JsonObject()
            .With("content", fields.Cut("content", LongestContent))
            .With("username", username.Length > 0 ? username : null)
            .With("avatar_url", fields["avatar_url"])
            .With("embeds", [embed]);
    }
}

using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers.Templates;

namespace PerfMonitor.Alerting.Receivers.Slack;

/// <summary>A message as a receiver of Alertmanager's file words it: one attachment (docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments), whose texts are Slack's markup already.</summary>
internal static class SlackAttachment
{
    private const int LongestTitle = 1024;
    private const int LongestText = 30_000;

    public static JsonObject Compose(FilledFields fields, string channel)
    {
        var message = new JsonObject().With("channel", channel.Length > 0 ? channel : null).With(fields, "username", "icon_emoji", "icon_url");
        if (fields["link_names"] is not null)
        {
            message["link_names"] = true;
        }

        return message.With("text", fields.Cut("message_text", LongestText)).With("attachments", [Attachment(fields)]);
    }

    private static JsonObject Attachment(FilledFields fields)
    {
        var attachment = new JsonObject().With("title", fields.Cut("title", LongestTitle));
        foreach (var name in (string[])["pretext", "text", "fallback"])
        {
            attachment.With(name, fields.Cut(name, LongestText));
        }

        return attachment
            .With(fields, "title_link", "image_url", "thumb_url", "footer", "color", "callback_id")
            .With("mrkdwn_in", (fields["mrkdwn_in"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static name => (JsonNode?)name))
            .With("fields", JsonFields.Titled(fields))
            .With("actions", fields.List("actions").Select(Action));
    }

    private static JsonObject Action(FilledFields action)
    {
        // One with an address opens it, and has nothing to say to an application.
        var button = new JsonObject().With(action, action["url"] is null ? ["type", "text", "style", "name", "value"] : ["type", "text", "style", "url"]);
        if (action["url"] is null && action["confirm.text"] is not null)
        {
            var confirm = new JsonObject();
            foreach (var (name, value) in action.Map("confirm"))
            {
                confirm[name] = value;
            }

            button["confirm"] = confirm;
        }

        return button;
    }
}

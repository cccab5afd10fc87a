using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Templates;

namespace PerfMonitor.Alerting.Receivers.RocketChat;

/// <summary>A notification as a message with one attachment (developer.rocket.chat/apidocs/post-message).</summary>
internal static class RocketChatMessage
{
    private const int LongestTitle = 1024;

    // Half of what a server takes where nobody has changed its setting.
    private const int LongestText = 2500;

    public static JsonObject Compose(Notification notification, RocketChatOptions options, PageOptions page)
    {
        var fields = notification.Fields;
        var message = new JsonObject().With("channel", fields?["channel"] ?? (options.Channel.Length > 0 ? options.Channel : null));
        return fields is { IsWorded: true }
            ? message.With("emoji", fields["emoji"]).With("avatar", fields["icon_url"]).With("attachments", [Attachment(fields)])
            : message.With("alias", "Performance Monitor").With("attachments", [Attachment(notification, page)]);
    }

    private static JsonObject Attachment(Notification notification, PageOptions page) => new()
    {
        ["title"] = Text.Cut($"{Wording.Emoji(notification)} {Wording.Headline(notification)}", LongestTitle),
        ["title_link"] = page.UrlOf(notification),
        ["text"] = Markdown.Escape(Text.Cut(notification.Body ?? EmailText.Write(notification, page), LongestText), @"\*_~`>#@"),
        ["color"] = notification.IsFiring ? "red" : "green",
    };

    private static JsonObject Attachment(FilledFields fields) => new JsonObject()
        .With(fields, "title_link", "image_url", "thumb_url", "color")
        .With("title", fields.Cut("title", LongestTitle))
        .With("text", fields.Cut("text", LongestText * 2))
        .With("fields", JsonFields.Titled(fields))
        .With("actions", fields.List("actions").Select(static action => new JsonObject { ["type"] = "button" }.With(action, "text", "url", "msg")));
}

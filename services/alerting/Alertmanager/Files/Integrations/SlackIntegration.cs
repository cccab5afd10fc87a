using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>slack_configs</c>: a webhook, or a bot's token at the method that posts.</summary>
internal static class SlackIntegration
{
    private const string Method = "/chat.postMessage";

    public static IChannelOptions Read(IntegrationReader slack)
    {
        Words(slack);
        var section = slack.Section;
        section.Remark("the limit is Delivery:Timeout", "timeout");
        section.Remark("a bot's message is always kept up to date", "edit_messages", "update_message");
        var url = slack.Secret("api_url") ?? slack.Global.SlackUrl ?? "";
        if (url.Length == 0)
        {
            section.Refuse("api_url", "is missing, and global has no slack_api_url either");
        }

        var (channel, resolved) = (slack.Address("channel", section.Text("channel")), slack.SendResolved(false));
        return url.EndsWith(Method, StringComparison.Ordinal)
            ? new SlackBotOptions { Name = slack.Name, BaseUrl = url[..^Method.Length], Token = slack.BearerToken(), Channel = channel, SendResolved = resolved }
            : new SlackOptions { Name = slack.Name, WebhookUrl = url, Channel = channel, Username = section.Text("username") is { } name && !IntegrationReader.IsTemplate(name) ? name : "", SendResolved = resolved };
    }

    private static void Words(IntegrationReader slack)
    {
        slack.Word("color", """{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}""");
        foreach (var field in (string[])["title", "title_link", "username", "pretext", "text", "fallback", "icon_emoji", "icon_url", "callback_id", "footer"])
        {
            slack.Default(field);
        }

        slack.Words("image_url", "thumb_url", "message_text");
        slack.List("fields", "title", "value", "short");
        slack.List("actions", "type", "text", "url", "style", "name", "value", "confirm.text", "confirm.title", "confirm.ok_text", "confirm.dismiss_text");
        slack.Set("short_fields", slack.Section.Flag("short_fields") == true ? "true" : "");
        slack.Set("link_names", slack.Section.Flag("link_names") == true ? "true" : "");
        slack.Set("mrkdwn_in", slack.Section.Has("mrkdwn_in") ? string.Join(',', slack.Section.Texts("mrkdwn_in")) : "fallback,pretext,text");
    }
}

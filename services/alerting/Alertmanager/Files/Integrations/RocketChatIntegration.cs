using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.RocketChat;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>rocketchat_configs</c>.</summary>
internal static class RocketChatIntegration
{
    public static IChannelOptions Read(IntegrationReader chat)
    {
        var section = chat.Section;
        chat.Word("color", """{{ if eq .Status "firing" }}red{{ else }}green{{ end }}""");
        foreach (var field in (string[])["title", "title_link", "text", "emoji", "icon_url"])
        {
            chat.Default(field);
        }

        chat.Words("image_url", "thumb_url");
        chat.List("fields", "title", "value", "short");
        chat.List("actions", "type", "text", "url", "image_url", "is_webview", "webview_height_ratio", "msg", "msg_in_chat_window", "msg_processing_type");
        chat.Set("short_fields", section.Flag("short_fields") == true ? "true" : "");
        section.PassOver("link_names");
        return new RocketChatOptions
        {
            Name = chat.Name,
            BaseUrl = section.Text("api_url") ?? chat.Global.RocketChatUrl,
            UserId = chat.Secret("token_id") ?? chat.Global.RocketChatTokenId ?? "",
            Token = chat.Secret("token") ?? chat.Global.RocketChatToken ?? "",
            Channel = chat.Address("channel", section.Text("channel")),
            SendResolved = chat.SendResolved(false),
        };
    }
}

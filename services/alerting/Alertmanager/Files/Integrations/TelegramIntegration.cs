using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Telegram;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>telegram_configs</c>.</summary>
internal static class TelegramIntegration
{
    public static IChannelOptions Read(IntegrationReader telegram)
    {
        var section = telegram.Section;
        var mode = section.Has("parse_mode") ? section.Text("parse_mode") ?? "" : "HTML";
        if (mode is not ("" or "HTML" or "Markdown" or "MarkdownV2"))
        {
            section.Refuse("parse_mode", $"'{mode}' is none of HTML, Markdown, MarkdownV2 and nothing");
        }

        telegram.Default("message", isHtml: mode == "HTML");
        telegram.Set("parse_mode", mode);
        return new TelegramOptions
        {
            Name = telegram.Name,
            BaseUrl = section.Text("api_url") ?? telegram.Global.TelegramUrl,
            BotToken = telegram.Secret("bot_token") ?? telegram.Global.TelegramToken ?? "",
            ChatId = telegram.Secret("chat_id") ?? "",
            MessageThreadId = section.Number("message_thread_id"),
            DisableNotification = section.Flag("disable_notifications") ?? false,
            SendResolved = telegram.SendResolved(true),
        };
    }
}

using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Telegram;

/// <summary>Lets a Telegram bot write to a chat.</summary>
internal sealed class TelegramReceiver(TelegramOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "telegram";

    // A Telegram bot may send 20 messages a minute to a group (core.telegram.org/bots/faq).
    public LimitOptions? UsualLimit => new() { Most = 20, Per = TimeSpan.FromMinutes(1) };

    public bool SendResolved => options.SendResolved;

    public string Destination => $"{options.ChatId} at {HttpAddress.Shown(options.BaseUrl)}";

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        // Markup that is cut is refused; where the file's words are too many, ours are fewer.
        var worded = notification.Fields is { IsWorded: true } fields && fields["message"] is { Length: <= TelegramText.Longest } ? fields : null;
        var message = new JsonObject
        {
            ["chat_id"] = options.ChatId,
            ["text"] = worded?["message"] ?? TelegramText.Write(notification, page),
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
            ["disable_notification"] = options.DisableNotification,
        };
        message.With("parse_mode", worded is null ? "HTML" : worded["parse_mode"]);
        if (options.MessageThreadId is { } topic)
        {
            message["message_thread_id"] = topic;
        }

        // The address holds the token; it is neither logged nor traced.
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/bot{options.BotToken}/sendMessage") { Content = JsonContent.Create(message) };
        return await http.SendAsync(request, Classify, cancellationToken);
    }

    /// <summary>The wait of a 429 is in the body; a group that became a supergroup has another number, which the reason names.</summary>
    public static Outcome Classify(HttpAnswer answer)
    {
        var parameters = answer.Json?["parameters"];
        return parameters?["migrate_to_chat_id"] is { } moved
            ? new Outcome.Rejected($"the group has become a supergroup with the number {moved}; set ChatId to it")
            : HttpSender.Classify(answer.WithWait(parameters?["retry_after"]));
    }
}

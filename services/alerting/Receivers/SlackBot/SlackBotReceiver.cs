using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Slack;

namespace PerfMonitor.Alerting.Receivers.SlackBot;

/// <summary>
/// The first notification of a trouble is a message; each later one brings that message up to date (<c>chat.update</c>) and says below it what is
/// new. Updating again does no harm, so it comes first; where the process dies between Slack's answer and ours, the line below comes twice.
/// </summary>
internal sealed class SlackBotReceiver(SlackBotOptions options, PageOptions page, HttpSender http, IThreadStore threads) : IReceiver
{
    // Slack's own words for "not now" (docs.slack.dev/reference/methods/chat.postMessage).
    private static readonly string[] Passing = ["ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"];

    public string Name => options.Name;

    public string Kind => "slack-bot";

    // Slack takes about one message a second in a channel (chat.postMessage); one of ours may be a changed message and an answer below it.
    public LimitOptions? UsualLimit => new() { Most = 20, Per = TimeSpan.FromMinutes(1) };

    public bool SendResolved => options.SendResolved;

    public bool SendAcknowledged => true;

    public string Destination => $"{options.Channel} at {HttpAddress.Shown(options.BaseUrl)}";

    public string? Off => null;

    public SlackBotOptions Options => options;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var place = notification.Fields?["channel"] ?? options.Channel;
        var message = notification.Fields is { IsWorded: true } fields
            ? SlackAttachment.Compose(fields, place)
            : SlackMessage.Compose(notification, page, place, "", options.SigningSecret.Length > 0 ? options : null);
        if (await threads.FindAsync(Name, notification.Thread, cancellationToken) is not { } reference || reference.Split('/') is not [var channel, var timestamp])
        {
            return await BeginAsync(notification, message, cancellationToken);
        }

        message["channel"] = channel;
        message["ts"] = timestamp;
        return await CallAsync("chat.update", message, _ => { }, cancellationToken) switch
        {
            Outcome.Delivered => await AnswerAsync(notification, channel, timestamp, cancellationToken),

            // Somebody has deleted the message: another one takes its place.
            Outcome.Rejected { Reason: "message_not_found" or "cant_update_message" } => await BeginAsync(notification, message, cancellationToken),
            var failed => failed,
        };
    }

    private async Task<Outcome> BeginAsync(Notification notification, JsonObject message, CancellationToken cancellationToken)
    {
        message.Remove("ts");
        string? reference = null;
        var outcome = await CallAsync("chat.postMessage", message, answer => reference = $"{answer["channel"]}/{answer["ts"]}", cancellationToken);
        if (outcome is Outcome.Delivered && reference is not null)
        {
            await threads.KeepAsync(Name, notification.Thread, reference);
        }

        return outcome;
    }

    private Task<Outcome> AnswerAsync(Notification notification, string channel, string timestamp, CancellationToken cancellationToken) => CallAsync(
        "chat.postMessage",
        new JsonObject
        {
            ["channel"] = channel,
            ["thread_ts"] = timestamp,
            ["text"] = SlackMessage.Escape($"{Wording.Emoji(notification)} {Wording.Headline(notification)}: {notification.ReasonText}", 3000),

            // What is new is also shown in the channel, where nobody follows the thread yet.
            ["reply_broadcast"] = notification.Reason is NotifyReason.NewAlerts or NotifyReason.Repeat or NotifyReason.PreviousFailed,
        },
        _ => { },
        cancellationToken);

    private async Task<Outcome> CallAsync(string method, JsonObject body, Action<JsonObject> read, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/{method}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        return await http.SendAsync(
            request,
            answer =>
            {
                var outcome = Classify(answer);
                if (outcome is Outcome.Delivered)
                {
                    read(answer.Json!);
                }

                return outcome;
            },
            cancellationToken);
    }

    /// <summary>Slack answers 200 also when it refuses; the body says which it is.</summary>
    public static Outcome Classify(HttpAnswer answer)
    {
        if (answer.Status != HttpStatusCode.OK)
        {
            return HttpSender.Classify(answer);
        }

        if (answer.Json is not { } body)
        {
            return new Outcome.RetryLater($"200 without Slack's answer: {answer.Excerpt}");
        }

        return (bool?)body["ok"] == true ? new Outcome.Delivered()
            : (string?)body["error"] is not { } error ? new Outcome.Rejected(answer.Excerpt)
            : Passing.Contains(error) ? new Outcome.RetryLater(error, answer.After)
            : new Outcome.Rejected(error);
    }
}

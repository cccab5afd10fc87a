using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.SlackBot;

namespace PerfMonitor.Alerting.Receivers.Slack;

/// <summary>A notification in Block Kit, within its limits (docs.slack.dev/reference/block-kit/blocks).</summary>
internal static class SlackMessage
{
    /// <summary>Alerts described in one message; with up to three blocks each it stays below Slack's limit of 50.</summary>
    public const int MostAlerts = 10;

    private const int LongestHeader = 150;
    private const int LongestSection = 3000;
    private const int LongestField = 2000;
    private const int LongestFallback = 3000;
    private const int LongestUrl = 3000;

    /// <param name="notification">What is said.</param>
    /// <param name="page">Where the links lead.</param>
    /// <param name="channel">Where to; empty: where the webhook says.</param>
    /// <param name="username">Under which name; empty: that of webhook or bot.</param>
    /// <param name="bot">Whose buttons it has; null: without the buttons that Slack sends back to us.</param>
    public static JsonObject Compose(Notification notification, PageOptions page, string channel, string username, SlackBotOptions? bot = null)
    {
        var blocks = new JsonArray { Header(notification) };
        if (notification.Body is { } body)
        {
            blocks.Add(Section(Escape(body, LongestSection)));
        }

        foreach (var alert in notification.Alerts.Take(MostAlerts))
        {
            if (notification.Body is null)
            {
                Describe(blocks, alert);
            }

            blocks.Add(new JsonObject { ["type"] = "actions", ["elements"] = Buttons(alert, page, bot) });
        }

        var more = notification.Alerts.Count - Math.Min(notification.Alerts.Count, MostAlerts) + notification.TruncatedAlerts;
        if (more > 0)
        {
            blocks.Add(Section($"and <{page.AlertsUrl}|{Text.Count(more, "further alert")}>"));
        }

        blocks.Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray { Markdown(Escape(Wording.Why(notification)), LongestField) } });
        var message = new JsonObject
        {
            // Shown in notices and by clients that know no blocks.
            ["text"] = Escape(Wording.Headline(notification), LongestFallback),
            ["blocks"] = blocks,
        };
        if (channel.Length > 0)
        {
            message["channel"] = channel;
        }

        if (username.Length > 0)
        {
            message["username"] = username;
        }

        return message;
    }

    /// <summary>The three characters Slack gives a meaning to; a cut never leaves half an entity.</summary>
    public static string Escape(string text, int longest = int.MaxValue)
    {
        var escaped = new System.Text.StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => rune.ToString(),
            };
            if (escaped.Length + piece.Length > longest - 1)
            {
                return escaped.Append('…').ToString();
            }

            escaped.Append(piece);
        }

        return escaped.ToString();
    }

    private static JsonObject Header(Notification notification)
    {
        var headline = $"{Wording.Emoji(notification)} {Wording.Headline(notification)}";

        // Plain text is not escaped; Slack takes it as it is.
        return new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Text.Cut(headline, LongestHeader), ["emoji"] = true } };
    }

    private static void Describe(JsonArray blocks, Alert alert)
    {
        var text = string.Join('\n', ((string?[])
        [
            $"*{Escape(Wording.Name(alert))}*{(alert.IsOpen ? "" : " resolved")}",
            Wording.Summary(alert) is { } summary ? Escape(summary, 700) : null,
            Wording.Description(alert) is { } description ? Escape(description, 1000) : null,
            Wording.Recommendation(alert) is { } recommendation ? $":bulb: {Escape(recommendation, 700)}" : null,
        ]).OfType<string>());
        blocks.Add(Section(text));
        var fields = new JsonArray();
        if (Wording.Value(alert) is { } value)
        {
            fields.Add(Field("Value", Escape(value)));
        }

        fields.Add(Field("Severity", alert.Severity.ToString().ToLowerInvariant()));
        fields.Add(Field("Time", Escape(Wording.Times(alert))));
        if (alert.Expression.Length > 0)
        {
            fields.Add(Field("Expression", $"`{Escape(alert.Expression.Replace('`', '\''), LongestField - 100)}`"));
        }

        foreach (var label in alert.Labels.Where(label => label.Key is not ("alertname" or "severity")).OrderBy(label => label.Key, StringComparer.Ordinal).Take(10 - fields.Count))
        {
            fields.Add(Field(Escape(label.Key, 100), Escape(label.Value, 500)));
        }

        blocks.Add(new JsonObject { ["type"] = "section", ["fields"] = fields });
    }

    private static JsonArray Buttons(Alert alert, PageOptions page, SlackBotOptions? bot)
    {
        var buttons = new JsonArray { Button("Open", page.AlertUrl(alert.Fingerprint) is { Length: <= LongestUrl } url ? url : page.AlertsUrl) };
        if (Wording.Runbook(alert) is { Length: <= LongestUrl } runbook)
        {
            buttons.Add(Button("Runbook", runbook));
        }

        if (bot is not null && alert.IsOpen)
        {
            if (alert.State == AlertState.Firing)
            {
                buttons.Add(Action("Acknowledge", SlackAction.Acknowledge, alert, bot));
            }

            buttons.Add(Action($"Silence {Text.Of(bot.SilenceFor)}", SlackAction.Silence, alert, bot));
        }

        return buttons;
    }

    private static JsonObject Button(string text, string url) => new()
    {
        ["type"] = "button",
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text },
        ["url"] = url,
    };

    private static JsonObject Action(string text, string action, Alert alert, SlackBotOptions bot) => new()
    {
        ["type"] = "button",
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text },

        // The block's actions must differ; several alerts have several blocks.
        ["action_id"] = action,
        ["value"] = SlackAction.Value(alert.Fingerprint, bot),
    };

    private static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = Markdown(text, LongestSection) };

    private static JsonObject Field(string name, string value) => Markdown($"*{name}*\n{value}", LongestField);

    private static JsonObject Markdown(string text, int longest) => new() { ["type"] = "mrkdwn", ["text"] = Text.Cut(text, longest) };
}

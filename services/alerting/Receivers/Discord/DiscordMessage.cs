using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Receivers.Discord;

/// <summary>A notification as embeds, within their limits (discord.com/developers/docs/resources/message#embed-object-embed-limits).</summary>
internal static class DiscordMessage
{
    /// <summary>Embeds of one message.</summary>
    public const int MostAlerts = 10;

    /// <summary>Characters in all embeds of one message together.</summary>
    public const int LongestTogether = 6000;

    private const int LongestContent = 2000;
    private const int LongestTitle = 256;
    private const int LongestDescription = 1500;
    private const int LongestField = 500;

    public static JsonObject Compose(Notification notification, DiscordOptions options, PageOptions page) =>
        Fitting.First(Fitting.Fewer(notification.Alerts.Count, MostAlerts).Select(shown => Compose(notification, options, page, shown)), message => Length(message) <= LongestTogether);

    public static string Escape(string text) => Markdown.Escape(text, @"\*_~|`>#[]");

    /// <summary>Characters that count against <see cref="LongestTogether"/>.</summary>
    public static int Length(JsonObject message) => message["embeds"]!.AsArray().Sum(embed =>
        Length(embed!["title"]) + Length(embed["description"]) + Length(embed["footer"]?["text"]) + embed["fields"]!.AsArray().Sum(field => Length(field!["name"]) + Length(field["value"])));

    private static int Length(JsonNode? text) => ((string?)text)?.Length ?? 0;

    private static JsonObject Compose(Notification notification, DiscordOptions options, PageOptions page, int shown)
    {
        var more = notification.Alerts.Count - shown + notification.TruncatedAlerts;
        var rest = more > 0 && notification.Body is null ? $"\nand {Text.Count(more, "further alert")}: {page.AlertsUrl}" : "";
        var message = new JsonObject
        {
            ["content"] = $"**{Escape(Text.Cut(Wording.Headline(notification), LongestContent / 2 - 200))}**{rest}",
            ["embeds"] = notification.Body is { } body ? [Embed(body)] : new JsonArray([.. notification.Alerts.Take(shown).Select(alert => Embed(alert, page, Wording.Why(notification)))]),

            // Nothing in an alert may call people by name.
            ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
        };
        if (options.Username.Length > 0)
        {
            message["username"] = options.Username;
        }

        return message;
    }

    private static JsonObject Embed(string body) => new() { ["description"] = Text.Cut(Escape(body), 4000), ["fields"] = new JsonArray() };

    private static JsonObject Embed(Alert alert, PageOptions page, string why)
    {
        var fields = new JsonArray();
        Field("Value", Wording.Value(alert), inline: true);
        Field("Severity", alert.Severity.ToString().ToLowerInvariant(), inline: true);
        Field("Time", Wording.Times(alert), inline: false);
        Field("Labels", Wording.Labels(alert), inline: false);
        Field("What to do", Wording.Recommendation(alert), inline: false);
        Field("Runbook", Wording.Runbook(alert), inline: false, escape: false);
        return new JsonObject
        {
            // Titles are plain text.
            ["title"] = Text.Cut($"{Wording.Name(alert)}{(alert.IsOpen ? "" : " resolved")}", LongestTitle),
            ["url"] = page.AlertUrl(alert.Fingerprint),
            ["description"] = Text.Cut(Escape(string.Join('\n', ((string?[])[Wording.Summary(alert), Wording.Description(alert)]).OfType<string>())), LongestDescription),
            ["color"] = Colour(alert),
            ["timestamp"] = alert.StartsAt.UtcDateTime.ToString("O"),
            ["fields"] = fields,
            ["footer"] = new JsonObject { ["text"] = Text.Cut(why, LongestField) },
        };

        void Field(string name, string? value, bool inline, bool escape = true)
        {
            if (!string.IsNullOrEmpty(value))
            {
                fields.Add(new JsonObject { ["name"] = name, ["value"] = Text.Cut(escape ? Escape(value) : value, LongestField), ["inline"] = inline });
            }
        }
    }

    private static int Colour(Alert alert) => alert switch
    {
        { IsOpen: false } => 0x2f9e44,
        { Severity: Severity.Critical } => 0xe03131,
        { Severity: Severity.Warning } => 0xf08c00,
        _ => 0x1971c2,
    };
}

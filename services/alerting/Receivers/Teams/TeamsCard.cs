using System.Text;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Receivers.Teams;

/// <summary>A notification as an Adaptive Card 1.4 (adaptivecards.io/explorer), the newest version every Teams client shows.</summary>
internal static class TeamsCard
{
    /// <summary>Teams refuses messages above 28 KB.</summary>
    public const int LongestMessage = 28_000;

    private const int MostAlerts = 10;
    private const int LongestText = 1500;
    private const int ShortText = 150;
    private const int LongestFact = 500;
    private const int MostLabels = 10;

    public static JsonObject Compose(Notification notification, PageOptions page) => Fitting.First(
        Fitting.Fewer(notification.Alerts.Count, MostAlerts).Select(shown => Compose(notification, page, shown, LongestText)).Append(Compose(notification, page, 1, ShortText)),
        message => Encoding.UTF8.GetByteCount(message.ToJsonString()) <= LongestMessage);

    /// <summary>A message as a receiver of Alertmanager's file words it; its texts are Markdown already.</summary>
    public static JsonObject Compose(FilledFields fields, Notification notification) => Fitting.First(
        ((int[])[20_000, 10_000, 5000]).Select(longest => Card(
            [
                Block(fields.Cut("title", LongestText) ?? Text.Cut(Wording.Headline(notification), LongestText), ("size", "Large"), ("weight", "Bolder"), ("color", Colour(notification))),
                .. fields.Cut("text", longest) is { } text ? [Block(text)] : (JsonObject[])[],
            ],
            [])),
        message => Encoding.UTF8.GetByteCount(message.ToJsonString()) <= LongestMessage);

    /// <summary>What text blocks read as markup loses its meaning.</summary>
    public static string Escape(string text) => Markdown.Escape(text, @"\*_[]~`");

    private static JsonObject Compose(Notification notification, PageOptions page, int shown, int longest)
    {
        var body = new JsonArray { Block(Escape(Text.Cut(Wording.Headline(notification), longest)), ("size", "Large"), ("weight", "Bolder"), ("color", Colour(notification))) };
        if (notification.Body is { } words)
        {
            body.Add(Block(Escape(Text.Cut(words, longest * 3))));
        }

        foreach (var alert in notification.Alerts.Take(notification.Body is null ? shown : 0))
        {
            Describe(body, alert, longest);
        }

        if (notification.Body is null && notification.Alerts.Count - shown + notification.TruncatedAlerts is var more and > 0)
        {
            body.Add(Block($"and {Text.Count(more, "further alert")}"));
        }

        body.Add(Block(Escape(Text.Cut(Wording.Why(notification), longest)), ("isSubtle", true), ("size", "Small")));
        return Card(body, [.. Actions(notification, page)]);
    }

    private static JsonObject Card(JsonArray body, JsonArray actions)
    {
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = body,
            ["actions"] = actions,
        };
        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray { new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card } },
        };
    }

    private static void Describe(JsonArray body, Alert alert, int longest)
    {
        body.Add(Block(Escape(Text.Cut(Wording.Name(alert), 200)) + (alert.IsOpen ? "" : " resolved"), ("weight", "Bolder"), ("separator", true)));
        foreach (var text in ((string?[])[Wording.Summary(alert), Wording.Description(alert), Wording.Recommendation(alert)]).OfType<string>())
        {
            body.Add(Block(Escape(Text.Cut(text, longest))));
        }

        var facts = new JsonArray();
        Fact("Value", Wording.Value(alert));
        Fact("Severity", alert.Severity.ToString().ToLowerInvariant());
        Fact("Time", Wording.Times(alert));
        Fact("Expression", alert.Expression);
        foreach (var (name, value) in alert.Labels.Where(label => label.Key is not ("alertname" or "severity")).OrderBy(label => label.Key, StringComparer.Ordinal).Take(MostLabels))
        {
            Fact(name, value);
        }

        body.Add(new JsonObject { ["type"] = "FactSet", ["facts"] = facts });

        void Fact(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                facts.Add(new JsonObject { ["title"] = Text.Cut(name, 100), ["value"] = Escape(Text.Cut(value, Math.Min(longest, LongestFact))) });
            }
        }
    }

    private static IEnumerable<JsonObject> Actions(Notification notification, PageOptions page)
    {
        var first = notification.Alerts[0];
        yield return Open("Open", page.UrlOf(notification));
        if (Wording.Runbook(first) is { } runbook)
        {
            yield return Open("Runbook", runbook);
        }

        static JsonObject Open(string title, string url) => new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = url };
    }

    private static JsonObject Block(string text, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };
        foreach (var (name, value) in more)
        {
            block[name] = value;
        }

        return block;
    }

    private static string Colour(Notification notification) => notification switch
    {
        { IsFiring: false } => "Good",
        _ => notification.Firing.Max(alert => alert.Severity) switch
        {
            Severity.Critical => "Attention",
            Severity.Warning => "Warning",
            _ => "Accent",
        },
    };
}

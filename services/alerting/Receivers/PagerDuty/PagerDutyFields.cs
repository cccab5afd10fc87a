using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Templates;

namespace PerfMonitor.Alerting.Receivers.PagerDuty;

/// <summary>What an event says where a receiver of Alertmanager's file words it.</summary>
internal static class PagerDutyFields
{
    private const int LongestSummary = 1024;

    // All details of an event together stay below its 512 KB.
    private const int LongestDetail = 30_000;
    private const int MostDetails = 15;

    private static readonly string[] Severities = ["critical", "error", "warning", "info"];

    public static void Write(JsonObject message, Notification notification, FilledFields fields)
    {
        var payload = new JsonObject
        {
            ["summary"] = fields.Cut("description", LongestSummary) ?? Text.Cut(Wording.Headline(notification), LongestSummary),
            ["source"] = fields["source"] ?? fields["client"] ?? "Performance Monitor",

            // PagerDuty refuses an event with another one, and a label may hold anything.
            ["severity"] = fields["severity"]?.Trim().ToLowerInvariant() is { } severity && Severities.Contains(severity) ? severity : "error",
            ["timestamp"] = notification.Firing.Min(alert => alert.StartsAt).UtcDateTime.ToString("O"),
        }.With(fields, "class", "component", "group");
        var details = new JsonObject();
        foreach (var (name, value) in fields.Map("details").Take(MostDetails))
        {
            details[name] = Text.Cut(value, LongestDetail);
        }

        payload["custom_details"] = details;
        message["payload"] = payload;
        message.With(fields, "client", "client_url")
            .With("images", fields.List("images").Where(static image => image["src"] is not null).Select(static image => new JsonObject().With(image, "src", "alt", "href")))
            .With("links", fields.List("links").Where(static link => link["href"] is not null).Select(static link => new JsonObject().With(link, "href", "text")));
    }
}

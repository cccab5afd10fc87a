using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.PagerDuty;

/// <summary>A notification as an event of the Events API v2 (developer.pagerduty.com). One conversation is one incident: the thread is the deduplication key.</summary>
internal static class PagerDutyEvent
{
    /// <summary>Alerts described in one event; an event may have 512 KB.</summary>
    public const int MostAlerts = 25;

    private const int LongestSummary = 1024;
    private const int LongestName = 200;
    private const int LongestDetail = 1500;

    public static JsonObject Compose(Notification notification, PagerDutyOptions options, PageOptions page)
    {
        var action = Action(notification);
        var message = new JsonObject
        {
            ["routing_key"] = notification.Fields?["routing_key"] ?? options.RoutingKey,
            ["event_action"] = action,
            ["dedup_key"] = notification.Thread.ToString(),
        };
        if (action == "trigger" && notification.Fields is { IsWorded: true } fields)
        {
            PagerDutyFields.Write(message, notification, fields);
        }
        else if (action == "trigger")
        {
            message["client"] = "Performance Monitor";
            message["client_url"] = page.AlertsUrl;
            message["payload"] = Payload(notification);
            message["links"] = new JsonArray([.. Links(notification, page)]);
        }

        return message;
    }

    private static string Action(Notification notification) =>
        !notification.IsFiring ? "resolve"
        : notification.IsAcknowledged ? "acknowledge"
        : "trigger";

    private static JsonObject Payload(Notification notification)
    {
        var first = notification.Firing.First();
        var details = Details(notification);
        if (notification.Body is { } body)
        {
            details["text"] = Text.Cut(body, LongestDetail);
        }

        return new JsonObject
        {
            ["summary"] = Text.Cut(Wording.Summary(first) is { } summary && notification is { Alerts.Count: 1, Headline: null } ? $"{Wording.Headline(notification)}: {summary}" : Wording.Headline(notification), LongestSummary),
            ["source"] = first.Place ?? first.Name,
            ["severity"] = first.Severity.ToString().ToLowerInvariant(),
            ["timestamp"] = first.StartsAt.UtcDateTime.ToString("O"),
            ["group"] = first.RuleGroup,
            ["class"] = first.Name,
            ["custom_details"] = details,
        };
    }

    private static JsonObject Details(Notification notification) => new()
    {
        ["why"] = Wording.Why(notification),
        ["firing"] = new JsonArray([.. notification.Firing.Take(MostAlerts).Select(Describe)]),
        ["resolved"] = new JsonArray([.. notification.Resolved.Take(MostAlerts).Select(Describe)]),
        ["not_shown"] = Math.Max(0, notification.Firing.Count() - MostAlerts) + Math.Max(0, notification.Resolved.Count() - MostAlerts) + notification.TruncatedAlerts,
    };

    private static JsonObject Describe(Alert alert)
    {
        var about = new JsonObject
        {
            ["alert"] = Text.Cut(Wording.Name(alert), LongestName),
            ["time"] = Wording.Times(alert),
            ["labels"] = Text.Cut(Wording.Labels(alert), LongestDetail),
        };
        foreach (var (name, value) in ((string, string?)[])
        [
            ("value", Wording.Value(alert)), ("summary", Wording.Summary(alert)), ("description", Wording.Description(alert)),
            ("what_to_do", Wording.Recommendation(alert)), ("expression", alert.Expression),
        ])
        {
            if (!string.IsNullOrEmpty(value))
            {
                about[name] = Text.Cut(value, LongestDetail);
            }
        }

        return about;
    }

    private static IEnumerable<JsonObject> Links(Notification notification, PageOptions page)
    {
        foreach (var alert in notification.Firing.Take(MostAlerts))
        {
            yield return new JsonObject { ["href"] = page.AlertUrl(alert.Fingerprint), ["text"] = Text.Cut(Wording.Name(alert), LongestName) };
        }

        foreach (var runbook in notification.Firing.Take(MostAlerts).Select(Wording.Runbook).OfType<string>().Distinct())
        {
            yield return new JsonObject { ["href"] = runbook, ["text"] = "Runbook" };
        }
    }
}

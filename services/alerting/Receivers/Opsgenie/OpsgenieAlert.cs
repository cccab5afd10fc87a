using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Receivers.Opsgenie;

/// <summary>A notification as an alert of Opsgenie's Alert API (docs.opsgenie.com/docs/alert-api). One conversation is one alert: the thread is its alias.</summary>
internal static class OpsgenieAlert
{
    private const int LongestMessage = 130;
    private const int LongestDescription = 15_000;

    public static JsonObject Compose(Notification notification, OpsgenieOptions options, PageOptions page)
    {
        var alert = notification.Fields is { IsWorded: true } fields ? Worded(notification, fields) : BuiltIn(notification, options, page);
        alert["alias"] = notification.Thread.ToString();
        return alert;
    }

    private static JsonObject BuiltIn(Notification notification, OpsgenieOptions options, PageOptions page)
    {
        return new JsonObject
        {
            ["message"] = Text.Cut(Wording.Headline(notification), LongestMessage),
            ["description"] = Text.Cut(notification.Body ?? EmailText.Write(notification, page), LongestDescription),
            ["details"] = Details(notification, []),
            ["source"] = page.AlertsUrl,
            ["priority"] = notification.Severity switch { Severity.Critical => "P1", Severity.Warning => "P3", _ => "P5" },
        }.With("responders", options.Teams.Select(static team => new JsonObject { ["name"] = team, ["type"] = "team" }));
    }

    private static JsonObject Worded(Notification notification, FilledFields fields)
    {
        var alert = new JsonObject
        {
            ["message"] = fields.Cut("message", LongestMessage) ?? Text.Cut(Wording.Headline(notification), LongestMessage),
            ["details"] = Details(notification, fields.Map("details")),
        };
        return alert
            .With(fields, "source", "note", "priority", "entity")
            .With("description", fields.Cut("description", LongestDescription))
            .With("tags", Several(fields["tags"]))
            .With("actions", Several(fields["actions"]))
            .With("responders", fields.List("responders").SelectMany(Whom))
            .With("visibleTo", fields.List("visible_to").SelectMany(Whom));
    }

    private static JsonObject Details(Notification notification, IEnumerable<KeyValuePair<string, string>> own)
    {
        var details = new JsonObject();
        foreach (var (name, value) in Wording.Common(notification.Alerts.Select(alert => alert.Labels)).OrderBy(static label => label.Key, StringComparer.Ordinal).Concat(own))
        {
            details[name] = value;
        }

        return details;
    }

    // Several teams may stand in one element; one that a template leaves empty is nobody.
    private static IEnumerable<JsonObject> Whom(FilledFields one)
    {
        var (type, names) = one["type"]?.ToLowerInvariant() is "teams" ? ("team", Names(one["name"])) : (one["type"]?.ToLowerInvariant() ?? "team", [one["name"]]);
        return names.Where(name => name is not null || one["id"] is not null || one["username"] is not null)
            .Select(name => new JsonObject { ["type"] = type }.With("id", one["id"]).With("name", name).With("username", one["username"]));
    }

    private static IEnumerable<JsonNode?> Several(string? text) => Names(text).Select(static name => (JsonNode?)name);

    private static string?[] Names(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.PagerDuty;

/// <summary>The same event for integrations of the Events API v1, which old Alertmanager files have (developer.pagerduty.com/docs/events-api-v1-overview).</summary>
internal static class PagerDutyEventV1
{
    /// <summary>Where it is posted.</summary>
    public const string Path = "generic/2010-04-15/create_event.json";

    private const int LongestDescription = 1024;

    /// <param name="message">The event of the Events API v2.</param>
    /// <param name="headline">What stands for its summary where it has none, because it ends an incident.</param>
    public static JsonObject Of(JsonObject message, string headline)
    {
        var payload = message["payload"];
        var links = (message["links"] as JsonArray ?? []).Select(static link => (JsonNode)new JsonObject { ["type"] = "link" }.With("href", (string?)link!["href"]).With("text", (string?)link["text"]));
        return new JsonObject
        {
            ["service_key"] = (string?)message["routing_key"],
            ["event_type"] = (string?)message["event_action"],
            ["incident_key"] = (string?)message["dedup_key"],
            ["description"] = (string?)payload?["summary"] ?? Text.Cut(headline, LongestDescription),
            ["details"] = payload?["custom_details"]?.DeepClone(),
        }.With("client", (string?)message["client"]).With("client_url", (string?)message["client_url"]).With("contexts", links);
    }

    /// <summary>It says 403 where it is told too much at once.</summary>
    public static Outcome Classify(HttpAnswer answer) => HttpSender.Classify(answer) switch
    {
        Outcome.Rejected { Reason: { } reason } when answer.Status == System.Net.HttpStatusCode.Forbidden => new Outcome.RetryLater(reason, answer.After),
        var outcome => outcome,
    };
}

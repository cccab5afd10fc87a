using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Receivers.VictorOps;

/// <summary>A notification as an event of the REST endpoint (help.victorops.com/knowledge-base/rest-endpoint-integration-guide). One conversation is one incident: the thread is the entity's id.</summary>
internal static class VictorOpsEvent
{
    private const int LongestMessage = 20_480;

    /// <summary>Fields that nobody's own may take the place of.</summary>
    public static readonly IReadOnlyList<string> OwnFields = ["routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id", "entity_state"];

    public static JsonObject Compose(Notification notification, PageOptions page)
    {
        var message = new JsonObject { ["message_type"] = Kind(notification), ["entity_id"] = notification.Thread.ToString() };
        if (notification.Fields is not { IsWorded: true } fields)
        {
            message["entity_display_name"] = Wording.Headline(notification);
            message["state_message"] = Text.Cut(notification.Body ?? EmailText.Write(notification, page), LongestMessage);
            message["monitoring_tool"] = "Performance Monitor";
            return message;
        }

        message.With(fields, "entity_display_name", "monitoring_tool").With("state_message", fields.Cut("state_message", LongestMessage));
        foreach (var (name, value) in fields.Map("custom_fields"))
        {
            message[name] = value;
        }

        return message;
    }

    private static string Kind(Notification notification) =>
        !notification.IsFiring ? "RECOVERY"
        : notification.IsAcknowledged ? "ACKNOWLEDGEMENT"
        : notification.Fields is { IsWorded: true } fields ? fields["message_type"] is "INFO" or "WARNING" ? fields["message_type"]! : "CRITICAL"
        : notification.Severity switch { Severity.Critical => "CRITICAL", Severity.Warning => "WARNING", _ => "INFO" };
}

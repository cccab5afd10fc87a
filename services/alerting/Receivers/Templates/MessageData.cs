using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Templates;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>What a template can show, under the names Alertmanager's templates use, and a few of our own.</summary>
internal static class MessageData
{
    /// <summary>What a message has at its top.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "Status", "Receiver", "Headline", "Severity", "Reason", "Route", "GroupLabels", "CommonLabels", "CommonAnnotations", "ExternalURL", "TruncatedAlerts", "Alerts",
    ];

    public static TemplateRecord Of(Notification notification, PageOptions page) => new([.. Fields.Select(field => (field, Value(field, notification, page)))]);

    private static object? Value(string field, Notification notification, PageOptions page) => field switch
    {
        "Status" => notification.IsFiring ? "firing" : "resolved",
        "Receiver" => notification.ReceiverName,
        "Headline" => Wording.BuiltInHeadline(notification),
        "Severity" => notification.Severity.ToString().ToLowerInvariant(),
        "Reason" => notification.ReasonText,
        "Route" => notification.RouteId,
        "GroupLabels" => notification.GroupLabels,
        "CommonLabels" => Wording.Common(notification.Alerts.Select(alert => alert.Labels)),
        "CommonAnnotations" => Wording.Common(notification.Alerts.Select(alert => alert.Annotations)),
        "ExternalURL" => page.Url.TrimEnd('/'),
        "TruncatedAlerts" => (long)notification.TruncatedAlerts,
        _ => Alerts(notification, page),
    };

    private static TemplateList Alerts(Notification notification, PageOptions page) => new(
        Records(notification.Alerts, page),
        new TemplateRecord(("Firing", Records(notification.Firing, page)), ("Resolved", Records(notification.Resolved, page))));

    private static List<object?> Records(IEnumerable<Alert> alerts, PageOptions page) => [.. alerts.Select(alert => Of(alert, page))];

    private static TemplateRecord Of(Alert alert, PageOptions page) => new(
        ("Status", alert.IsOpen ? "firing" : "resolved"),
        ("Name", Wording.Name(alert)),
        ("Severity", alert.Severity.ToString().ToLowerInvariant()),
        ("Labels", alert.Labels),
        ("Annotations", alert.Annotations),
        ("StartsAt", alert.StartsAt),

        // Go's zero time, as Alertmanager has it while the alert lasts.
        ("EndsAt", alert.EndsAt ?? DateTimeOffset.MinValue),
        ("Times", Wording.Times(alert)),
        ("GeneratorURL", page.AlertUrl(alert.Fingerprint)),
        ("Fingerprint", alert.Fingerprint),
        ("Value", Wording.Value(alert) ?? ""),
        ("Expression", alert.Expression),
        ("AcknowledgedBy", alert.AcknowledgedBy ?? ""));
}

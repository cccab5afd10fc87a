using System.Text.Json;
using System.Text.Json.Serialization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Webhook;

/// <summary>Alertmanager's webhook payload, version 4, with value, threshold and acknowledgement of each alert besides.</summary>
internal sealed record WebhookPayload
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Prometheus writes numbers that are not finite in words too.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public string Version { get; } = "4";

    public required string GroupKey { get; init; }

    public required int TruncatedAlerts { get; init; }

    public required string Status { get; init; }

    public required string Receiver { get; init; }

    [JsonPropertyName("notification_reason")]
    public required string NotificationReason { get; init; }

    public required IReadOnlyDictionary<string, string> GroupLabels { get; init; }

    public required IReadOnlyDictionary<string, string> CommonLabels { get; init; }

    public required IReadOnlyDictionary<string, string> CommonAnnotations { get; init; }

    [JsonPropertyName("externalURL")]
    public required string ExternalUrl { get; init; }

    public required IReadOnlyList<WebhookAlert> Alerts { get; init; }

    public static byte[] Write(Notification notification, PageOptions page) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookPayload
        {
            GroupKey = notification.GroupKey,
            TruncatedAlerts = notification.TruncatedAlerts,
            Status = notification.IsFiring ? "firing" : "resolved",
            Receiver = notification.ReceiverName,
            NotificationReason = notification.ReasonText,
            GroupLabels = notification.GroupLabels,
            CommonLabels = Wording.Common(notification.Alerts.Select(alert => alert.Labels)),
            CommonAnnotations = Wording.Common(notification.Alerts.Select(alert => alert.Annotations)),
            ExternalUrl = page.Url.TrimEnd('/'),
            Alerts = notification.Alerts.Select(alert => WebhookAlert.Of(alert, page)).ToList(),
        },
        Options);
}

/// <summary>One alert in the payload.</summary>
internal sealed record WebhookAlert
{
    // Go's zero time, which Alertmanager sends while an alert fires.
    private static readonly DateTimeOffset NoEnd = DateTimeOffset.MinValue;

    public required string Status { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    [JsonPropertyName("generatorURL")]
    public required string GeneratorUrl { get; init; }

    public required string Fingerprint { get; init; }

    public required double Value { get; init; }

    public double? Threshold { get; init; }

    public required string Expression { get; init; }

    public string? AcknowledgedBy { get; init; }

    public static WebhookAlert Of(Alert alert, PageOptions page) => new()
    {
        Status = alert.IsOpen ? "firing" : "resolved",
        Labels = alert.Labels,
        Annotations = alert.Annotations,
        StartsAt = alert.StartsAt.UtcDateTime,
        EndsAt = (alert.EndsAt ?? NoEnd).UtcDateTime,
        GeneratorUrl = page.AlertUrl(alert.Fingerprint),
        Fingerprint = alert.Fingerprint,
        Value = alert.IsOpen ? alert.Value : alert.EndValue ?? alert.Value,
        Threshold = alert.Threshold,
        Expression = alert.Expression,
        AcknowledgedBy = alert.AcknowledgedBy,
    };
}

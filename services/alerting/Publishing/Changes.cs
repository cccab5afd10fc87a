using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Publishing;

/// <summary>What pages are told when an alert changes.</summary>
internal static class Changes
{
    public static AlertChanged Describe(Alert alert, DateTimeOffset now) => new()
    {
        Fingerprint = alert.Fingerprint,
        Version = alert.Version,
        State = alert.State.ToString().ToLowerInvariant(),
        RuleName = alert.Name,
        Severity = alert.Severity,
        Labels = alert.Labels,
        Annotations = alert.Annotations,
        Value = alert.Value,
        Threshold = alert.Threshold,
        StartsAt = alert.StartsAt,
        EndsAt = alert.EndsAt,
        AcknowledgedBy = alert.AcknowledgedBy,
        ChangedAt = now,
    };
}

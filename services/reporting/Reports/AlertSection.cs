namespace PerfMonitor.Reporting.Reports;

/// <summary>Picks the alerts that were active at some time of the period.</summary>
internal static class AlertSection
{
    // Said in columns of their own, or nothing to a reader.
    private static readonly HashSet<string> KnownLabels = ["alertname", "severity", "__name__"];

    public static AlertReport Build(ReportData data, ReportPeriod period) => new(
    [.. data.Alerts
        .Where(alert => alert.StartsAt < period.To && (alert.EndsAt is not { } end || end >= period.From))
        .OrderBy(alert => alert.StartsAt)
        .ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal)
        .Select(alert => Entry(alert, period))]);

    private static AlertEntry Entry(AlertRecord alert, ReportPeriod period)
    {
        var end = alert.EndsAt < period.To ? alert.EndsAt : null;
        return new AlertEntry
        {
            Fingerprint = alert.Fingerprint,
            Name = alert.Name,
            Severity = alert.Severity.ToLowerInvariant(),
            Subject = Subject(alert),
            Start = alert.StartsAt,
            End = end,
            Duration = (end ?? period.To) - alert.StartsAt,
            BeganBefore = alert.StartsAt < period.From,
            AcknowledgedBy = alert.AcknowledgedAt < period.To || alert.AcknowledgedAt is null ? alert.AcknowledgedBy : null,
            AcknowledgedAt = alert.AcknowledgedAt < period.To ? alert.AcknowledgedAt : null,
        };
    }

    private static string Subject(AlertRecord alert) =>
        alert.Annotations.GetValueOrDefault("summary") is { Length: > 0 } summary
            ? summary
            : string.Join(", ", alert.Labels.Where(label => !KnownLabels.Contains(label.Key)).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}

using System.Globalization;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>How many alerts of each level there were, and each of them.</summary>
internal static class AlertBlocks
{
    public static IEnumerable<Block> Of(Report report)
    {
        var alerts = report.Alerts;
        yield return new Heading(2, "Alerts");
        if (alerts.Alerts.Count == 0)
        {
            yield return new Paragraph("No alert was active in this period.");
            yield break;
        }

        yield return new Paragraph(Counts(alerts)) { KeepWithNext = true };
        yield return new Table(
            [new("Level"), new("Alert", Grow: 1), new("About", Grow: 3), new("Began") { OneLine = true }, new("Lasted", Alignment.Right) { OneLine = true }, new("Acknowledged by", Grow: 1)],
            [.. alerts.Alerts.TakeLast(ReportLimits.Alerts).Select(alert => Row(alert, report))]);
    }

    private static string Counts(AlertReport alerts)
    {
        var levels = string.Create(CultureInfo.InvariantCulture, $"{alerts.Count("critical")} critical, {alerts.Count("warning")} warning, {alerts.Count("info")} info.");
        var open = alerts.ActiveAtEnd == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {alerts.ActiveAtEnd} still active at the end of the period.");
        var older = alerts.Older == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {alerts.Older} began before it.");
        return levels + open + older;
    }

    private static IReadOnlyList<TableCell> Row(AlertEntry alert, Report report) =>
    [
        new TableCell(alert.Severity) { Mark = Tones.OfSeverity(alert.Severity) },
        new TableCell(alert.Name) { Strong = true },
        alert.Subject,
        Wording.Time(alert.Start, report.Zone),
        alert.End is null ? $"{Wording.Duration(alert.Duration)}, active" : Wording.Duration(alert.Duration),
        alert.AcknowledgedBy is null ? "–" : alert.AcknowledgedAt is { } at ? $"{alert.AcknowledgedBy}, {Wording.Time(at, report.Zone)}" : alert.AcknowledgedBy,
    ];
}

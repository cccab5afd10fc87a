using System.Globalization;
using System.Text;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Csv;

/// <summary>
/// The report's figures for a spreadsheet: one fact a row (section, subject, measure, value, unit), RFC 4180, UTF-8.
/// Series over time are left to the JSON form.
/// </summary>
internal sealed class CsvReport : IReportRenderer
{
    public string Format => "csv";

    public string ContentType => "text/csv; charset=utf-8";

    public RenderedFile Render(Report report)
    {
        var text = new StringBuilder();
        Row(text, "section", "subject", "measure", "value", "unit");
        foreach (var fact in Facts(report))
        {
            Row(text, fact.Section, fact.Subject, fact.Measure, fact.Value, fact.Unit);
        }

        // The byte order mark is what makes spreadsheets read UTF-8.
        return new RenderedFile(Format, ContentType, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())]);
    }

    private static IEnumerable<Fact> Facts(Report report) =>
    [
        new("report", report.Title, "from", Text(report.Period.From), ""),
        new("report", report.Title, "to", Text(report.Period.To), ""),
        new("report", report.Title, "headline", report.Headline.Text, ""),
        .. report.Availability.Targets.SelectMany(Target),
        .. report.Hosts.SelectMany(Host),
        .. report.Alerts.Alerts.SelectMany(Alert),
    ];

    private static IEnumerable<Fact> Target(TargetReport target) =>
    [
        new("target", target.Name, "address", target.Address, ""),
        new("target", target.Name, "uptime", Text(target.Uptime), "ratio"),
        new("target", target.Name, "checks", Text(target.Checks), ""),
        new("target", target.Name, "downtime", Text(target.Downtime.TotalSeconds), "s"),
        new("target", target.Name, "episodes", Text(target.Episodes.Count()), ""),
        new("target", target.Name, "response_median", Text(target.Median), "s"),
        new("target", target.Name, "response_p95", Text(target.P95), "s"),
        new("target", target.Name, "response_maximum", Text(target.Maximum), "s"),
    ];

    private static IEnumerable<Fact> Host(HostReport host) =>
    [
        new("host", host.Name, "processor_mean", Text(Mean(host.ProcessorMean)), "ratio"),
        new("host", host.Name, "memory_used_mean", Text(Mean(host.MemoryUsed)), "bytes"),
        new("host", host.Name, "memory_total", Text(host.MemoryTotal), "bytes"),
        .. host.Filesystems.Select(filesystem => new Fact("host", host.Name, $"filesystem_use {filesystem.Mount}", Text(filesystem.Use), "ratio")),
    ];

    private static IEnumerable<Fact> Alert(AlertEntry alert) =>
    [
        new("alert", alert.Name, "severity", alert.Severity, ""),
        new("alert", alert.Name, "about", alert.Subject, ""),
        new("alert", alert.Name, "start", Text(alert.Start), ""),
        new("alert", alert.Name, "end", alert.End is { } end ? Text(end) : "", ""),
        new("alert", alert.Name, "duration", Text(alert.Duration.TotalSeconds), "s"),
        new("alert", alert.Name, "acknowledged_by", alert.AcknowledgedBy ?? "", ""),
    ];

    private static double? Mean(IReadOnlyList<MetricPoint> points) =>
        points.Where(point => double.IsFinite(point.Value)).Select(point => (double?)point.Value).Average();

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            text.Append(i > 0 ? "," : "").Append(CsvCell.Escape(cells[i]));
        }

        text.Append("\r\n");
    }

    private sealed record Fact(string Section, string Subject, string Measure, string Value, string Unit);
}

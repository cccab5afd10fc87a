using System.Text.Json;
using System.Text.Json.Serialization;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Json;

/// <summary>The whole report for programs, series included. Durations are seconds, times ISO 8601, points [unix seconds, value].</summary>
internal sealed class JsonReport : IReportRenderer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Format => "json";

    public string ContentType => "application/json";

    public RenderedFile Render(Report report)
    {
        var document = new
        {
            report.Id,
            report.Title,
            report.Period.From,
            report.Period.To,
            TimeZone = report.Zone.Id,
            report.GeneratedAt,
            report.RequestedBy,
            Headline = new { report.Headline.Verdict, report.Headline.Text },
            Availability = new
            {
                Uptime = Number(report.Availability.Uptime),
                report.Availability.Checks,
                DowntimeSeconds = report.Availability.Downtime.TotalSeconds,
                Targets = report.Availability.Targets.Select(Target),
            },
            Hosts = report.Hosts.Select(Host),
            Alerts = report.Alerts.Alerts.Select(Alert),
            report.Omissions,
            Queries = report.Queries.Select(query => new { query.Figure, query.Expression, StepSeconds = query.Step?.TotalSeconds }),
        };
        return new RenderedFile(Format, ContentType, JsonSerializer.SerializeToUtf8Bytes(document, Options));
    }

    private static object Target(TargetReport target) => new
    {
        target.Name,
        target.Kind,
        target.Address,
        Uptime = Number(target.Uptime),
        target.Checks,
        DowntimeSeconds = target.Downtime.TotalSeconds,
        Episodes = target.Episodes.Select(span => new { span.From, span.To, span.Checks }),
        ResponseSeconds = new { Median = Number(target.Median), P95 = Number(target.P95), Maximum = Number(target.Maximum) },
        target.CertificateEnd,
        ResponseMedianOverTime = Points(target.MedianOverTime),
        ResponseP95OverTime = Points(target.P95OverTime),
    };

    private static object Host(HostReport host) => new
    {
        host.Name,
        MemoryTotalBytes = Number(host.MemoryTotal),
        ProcessorMean = Points(host.ProcessorMean),
        ProcessorPeak = Points(host.ProcessorPeak),
        MemoryUsedBytes = Points(host.MemoryUsed),
        DiskReadBytesPerSecond = Points(host.DiskRead),
        DiskWrittenBytesPerSecond = Points(host.DiskWritten),
        NetworkReceivedBytesPerSecond = Points(host.NetworkReceived),
        NetworkSentBytesPerSecond = Points(host.NetworkSent),
        Filesystems = host.Filesystems.Select(filesystem => new { filesystem.Mount, filesystem.Device, Use = Number(filesystem.Use), SizeBytes = Number(filesystem.Size) }),
    };

    private static object Alert(AlertEntry alert) => new
    {
        alert.Fingerprint,
        alert.Name,
        alert.Severity,
        alert.Subject,
        alert.Start,
        alert.End,
        DurationSeconds = alert.Duration.TotalSeconds,
        alert.BeganBefore,
        alert.AcknowledgedBy,
        alert.AcknowledgedAt,
    };

    // JSON has no NaN: a value that is none is null.
    private static double? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static IEnumerable<double?[]> Points(IReadOnlyList<MetricPoint> points) =>
        points.Select(point => new[] { point.TimestampMs / 1000.0, Number(point.Value) });
}

using PerfMonitor.Pdf.Charts;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>From analytics' points to a chart's.</summary>
internal static class ChartPoints
{
    public static ChartSeries ToChart(this IReadOnlyList<MetricPoint> points, string name) =>
        new(name, [.. points.Select(point => new ChartPoint(point.TimestampMs, point.Value))]);
}

using System.Globalization;
using PerfMonitor.Pdf.Charts;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>A chart of response times for each target, its downtimes shaded.</summary>
internal static class ResponseBlocks
{
    // Up to this many targets a chart has the whole width.
    private const int WideCharts = 3;

    // Points farther apart than this many steps have something missing between them.
    private const double Patience = 2.5;

    public static string AnchorOf(int index) => string.Create(CultureInfo.InvariantCulture, $"target-{index}");

    public static IEnumerable<Block> Of(Report report)
    {
        var targets = report.Availability.Targets;
        if (targets.Count == 0)
        {
            yield break;
        }

        yield return new Heading(2, "Response times");
        var charts = targets.Take(ReportLimits.TargetCharts).Select((target, index) => Chart(target, index, report)).ToList();
        if (charts.Count <= WideCharts)
        {
            foreach (var chart in charts)
            {
                yield return chart;
            }
        }
        else
        {
            foreach (var pair in charts.Chunk(2))
            {
                yield return new Columns(pair, 2);
            }
        }

        // The table links to every row's chart; targets without one lead to the end of the section.
        foreach (var index in Enumerable.Range(charts.Count, Math.Min(targets.Count, ReportLimits.Targets) - charts.Count))
        {
            yield return new Landmark(AnchorOf(index));
        }
    }

    private static ChartBlock Chart(TargetReport target, int index, Report report)
    {
        var join = target.Interval > report.Step ? target.Interval : report.Step;
        return new ChartBlock(
            new LineChart
            {
                Title = target.Name,
                Unit = ValueUnit.Seconds,
                From = report.Period.From,
                To = report.Period.To,
                Zone = report.Zone,
                LongestJoin = join * Patience,
                Series = [target.MedianOverTime.ToChart("median"), target.P95OverTime.ToChart("95th percentile")],
                Bands = [.. target.Episodes.Select(span => new ChartBand(span.From.ToUnixTimeMilliseconds(), span.To.ToUnixTimeMilliseconds()))],
            },
            height: 96)
        {
            Anchor = AnchorOf(index),
        };
    }
}

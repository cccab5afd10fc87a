using PerfMonitor.Pdf.Charts;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>Four charts for each host, and its file systems.</summary>
internal static class HostBlocks
{
    private const double ChartHeight = 92;
    private const double Patience = 2.5;
    private const double FullFilesystem = 0.9;
    private const double FillingFilesystem = 0.8;

    public static IEnumerable<Block> Of(Report report)
    {
        if (report.Hosts.Count == 0)
        {
            return [new Heading(2, "Hosts"), new Paragraph("No data: no host reported in this period.")];
        }

        return report.Hosts.Take(ReportLimits.Hosts).SelectMany(host => Host(host, report));
    }

    private static IEnumerable<Block> Host(HostReport host, Report report)
    {
        yield return new Heading(2, $"Host {host.Name}");
        yield return new Columns(
        [
            Block(Chart(report, "Processor", ValueUnit.Ratio, host.ProcessorMean.ToChart("mean"), host.ProcessorPeak.ToChart("peak")) with { Maximum = 1 }),
            Block(Memory(report, host)),
        ], 2);
        yield return new Columns(
        [
            Block(Chart(report, "Disks", ValueUnit.BytesPerSecond, host.DiskRead.ToChart("read"), host.DiskWritten.ToChart("written"))),
            Block(Chart(report, "Network", ValueUnit.BytesPerSecond, host.NetworkReceived.ToChart("received"), host.NetworkSent.ToChart("sent"))),
        ], 2);
        if (host.Filesystems.Count > 0)
        {
            yield return Filesystems(host);
        }
    }

    private static LineChart Memory(Report report, HostReport host)
    {
        var chart = Chart(report, "Memory", ValueUnit.Bytes, host.MemoryUsed.ToChart("in use"));
        return host.MemoryTotal is { } total && host.MemoryUsed.Count > 0
            ? chart with { Thresholds = [new ChartThreshold(total, $"{ValueUnit.Bytes.Format(total)} installed", Tone.Muted)] }
            : chart;
    }

    private static LineChart Chart(Report report, string title, ValueUnit unit, params IReadOnlyList<ChartSeries> series) => new()
    {
        Title = title,
        Unit = unit,
        From = report.Period.From,
        To = report.Period.To,
        Zone = report.Zone,
        LongestJoin = report.Step * Patience,
        Series = series,
    };

    private static ChartBlock Block(LineChart chart) => new(chart, ChartHeight);

    private static Table Filesystems(HostReport host) => new(
        [new("File system", Grow: 2), new("Device", Grow: 2), new("Full", Alignment.Right) { OneLine = true }, new("Size", Alignment.Right) { OneLine = true }],
        [.. host.Filesystems.Take(ReportLimits.Filesystems).Select(Row)]);

    private static IReadOnlyList<TableCell> Row(FilesystemReport filesystem) =>
    [
        new TableCell(filesystem.Mount) { Mark = filesystem.Use >= FullFilesystem ? Tone.Bad : filesystem.Use >= FillingFilesystem ? Tone.Warning : Tone.Good },
        filesystem.Device,
        ValueUnit.Ratio.Format(filesystem.Use),
        filesystem.Size is { } size ? ValueUnit.Bytes.Format(size) : "–",
    ];
}

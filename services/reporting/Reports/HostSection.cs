namespace PerfMonitor.Reporting.Reports;

/// <summary>Puts together what analytics knows of each host.</summary>
internal static class HostSection
{
    private static readonly Figure[] OverTime =
    [
        Figure.ProcessorMean, Figure.ProcessorPeak, Figure.MemoryUsed, Figure.DiskRead, Figure.DiskWritten, Figure.NetworkReceived, Figure.NetworkSent,
    ];

    public static IReadOnlyList<HostReport> Build(ReportData data)
    {
        var names = OverTime.SelectMany(figure => data[figure]).Select(series => series.Label("instance")).Distinct();

        // The busiest first: when there are more than the report shows, these are the ones to see.
        return [.. names.Select(name => Host(name, data))
            .OrderByDescending(host => host.ProcessorMean.Select(point => point.Value).Where(double.IsFinite).DefaultIfEmpty(0).Average())
            .ThenBy(host => host.Name, StringComparer.Ordinal)];
    }

    private static HostReport Host(string name, ReportData data)
    {
        return new HostReport
        {
            Name = name.Length > 0 ? name : "(unnamed)",
            ProcessorMean = Points(Figure.ProcessorMean),
            ProcessorPeak = Points(Figure.ProcessorPeak),
            MemoryUsed = Points(Figure.MemoryUsed),
            MemoryTotal = Find(Figure.MemoryTotal)?.Last,
            DiskRead = Points(Figure.DiskRead),
            DiskWritten = Points(Figure.DiskWritten),
            NetworkReceived = Points(Figure.NetworkReceived),
            NetworkSent = Points(Figure.NetworkSent),
            Filesystems = Filesystems(name, data),
        };

        MetricSeries? Find(Figure figure) => data[figure].FirstOrDefault(series => series.Label("instance") == name);
        IReadOnlyList<MetricPoint> Points(Figure figure) => Find(figure)?.Points ?? [];
    }

    private static List<FilesystemReport> Filesystems(string host, ReportData data) =>
    [.. data[Figure.FilesystemUse]
        .Where(series => series.Label("instance") == host && series.Last is not null)
        .Select(series => new FilesystemReport(series.Label("mountpoint"), series.Label("device"), series.Last!.Value, Size(series, data)))
        .OrderByDescending(filesystem => filesystem.Use)
        .ThenBy(filesystem => filesystem.Mount, StringComparer.Ordinal)];

    private static double? Size(MetricSeries use, ReportData data) => data[Figure.FilesystemSize]
        .FirstOrDefault(series => series.Label("instance") == use.Label("instance") && series.Label("mountpoint") == use.Label("mountpoint") && series.Label("device") == use.Label("device"))?.Last;
}

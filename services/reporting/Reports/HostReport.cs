namespace PerfMonitor.Reporting.Reports;

/// <summary>How one host did, over time.</summary>
internal sealed record HostReport
{
    public required string Name { get; init; }

    /// <summary>0 to 1.</summary>
    public IReadOnlyList<MetricPoint> ProcessorMean { get; init; } = [];

    public IReadOnlyList<MetricPoint> ProcessorPeak { get; init; } = [];

    /// <summary>Bytes.</summary>
    public IReadOnlyList<MetricPoint> MemoryUsed { get; init; } = [];

    public double? MemoryTotal { get; init; }

    /// <summary>Bytes per second.</summary>
    public IReadOnlyList<MetricPoint> DiskRead { get; init; } = [];

    public IReadOnlyList<MetricPoint> DiskWritten { get; init; } = [];

    public IReadOnlyList<MetricPoint> NetworkReceived { get; init; } = [];

    public IReadOnlyList<MetricPoint> NetworkSent { get; init; } = [];

    /// <summary>The fullest first.</summary>
    public IReadOnlyList<FilesystemReport> Filesystems { get; init; } = [];
}

/// <summary>How full a file system was at the end of the period.</summary>
/// <param name="Mount">Where it is mounted.</param>
/// <param name="Device">What it is on.</param>
/// <param name="Use">0 to 1.</param>
/// <param name="Size">Bytes; null where it was not told.</param>
internal sealed record FilesystemReport(string Mount, string Device, double Use, double? Size);

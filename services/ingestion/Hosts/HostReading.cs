namespace PerfMonitor.Ingestion.Hosts;

/// <summary>Size of a filesystem, in bytes.</summary>
internal readonly record struct FilesystemSize(Mount Mount, double Size, double Available);

/// <summary>What one look at the machine has shown; what could not be read is null or empty.</summary>
internal sealed record HostReading
{
    public IReadOnlyDictionary<string, CpuTimes> Cpus { get; init; } = new Dictionary<string, CpuTimes>();

    /// <summary>Load averages over 1, 5 and 15 minutes.</summary>
    public IReadOnlyList<double> Load { get; init; } = [];

    public Memory? Memory { get; init; }

    public IReadOnlyList<FilesystemSize> Filesystems { get; init; } = [];

    public IReadOnlyList<DiskCounters> Disks { get; init; } = [];

    public IReadOnlyList<NetworkCounters> Networks { get; init; } = [];

    public double? UptimeSeconds { get; init; }
}

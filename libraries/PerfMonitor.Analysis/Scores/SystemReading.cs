namespace PerfMonitor.Analysis.Scores;

/// <summary>What the scores are computed from. What was not measured is null.</summary>
public sealed record SystemReading
{
    /// <summary>Response times sorted by satisfaction.</summary>
    public Apdex? Requests { get; init; }

    /// <summary>Share of requests that failed, 0 to 1.</summary>
    public double? ErrorRatio { get; init; }

    /// <summary>Share of probes that succeeded, 0 to 1.</summary>
    public double? AvailabilityRatio { get; init; }

    /// <summary>Share of the processors in use, 0 to 1, of the busiest host.</summary>
    public double? CpuRatio { get; init; }

    /// <summary>Share of memory in use, 0 to 1, of the fullest host.</summary>
    public double? MemoryRatio { get; init; }

    /// <summary>Share of the fullest file system in use, 0 to 1.</summary>
    public double? DiskRatio { get; init; }

    /// <summary>Alerts that fire, by severity; null where it is not known.</summary>
    public AlertCounts? Alerts { get; init; }
}

/// <summary>Alerts that fire.</summary>
public readonly record struct AlertCounts(int Critical, int Warning, int Informational);

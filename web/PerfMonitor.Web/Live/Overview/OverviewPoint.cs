namespace PerfMonitor.Web.Live.Overview;

/// <summary>One second of the system as a whole. Null where nothing was measured.</summary>
/// <param name="Timestamp">ms since the Unix epoch.</param>
internal sealed record OverviewPoint(long Timestamp)
{
    /// <summary>Samples accepted per second.</summary>
    public double? Throughput { get; init; }

    /// <summary>Mean time of the probes of the last minute, ms.</summary>
    public double? Latency { get; init; }

    /// <summary>95th percentile of them, ms.</summary>
    public double? LatencyP95 { get; init; }

    /// <summary>Memory in use on the hosts, in units of 2^20 bytes.</summary>
    public double? Memory { get; init; }

    /// <summary>Memory the hosts have, in the same unit.</summary>
    public double? MemoryTotal { get; init; }

    /// <summary>Percent, 0 to 100.</summary>
    public double? Cpu { get; init; }

    /// <summary>Percent by core, in the order of the cores.</summary>
    public IReadOnlyList<double?>? Cores { get; init; }

    /// <summary>Share of failed probes in the last minute, 0 to 1; of failed requests where nothing is probed.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>WebSocket clients of this instance.</summary>
    public int? ActiveConnections { get; init; }

    /// <summary>Share of successful probes in the last 24 hours, 0 to 1.</summary>
    public double? Uptime { get; init; }

    /// <summary>How well the system does its duty, 0 to 100; null in what was read back.</summary>
    public double? OptimizationScore { get; init; }

    /// <summary>Whether it does its duty, 0 to 100; null in what was read back.</summary>
    public double? HealthScore { get; init; }
}

/// <summary>A probed target as its newest probe found it.</summary>
/// <param name="Name">The target's name.</param>
/// <param name="Kind">web, api or backend.</param>
/// <param name="Url">What is probed.</param>
/// <param name="Up">Whether the probe succeeded.</param>
/// <param name="Latency">How long it took, ms.</param>
/// <param name="Status">The HTTP status, where there was an answer.</param>
internal sealed record TargetState(string Name, string? Kind, string? Url, bool? Up, double? Latency, int? Status);

/// <summary>What one second's answer says.</summary>
internal sealed record OverviewReading(OverviewPoint Point, IReadOnlyList<TargetState> Targets);

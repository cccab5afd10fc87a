namespace PerfMonitor.Analysis.Baselines;

/// <summary>What part a component plays in the overall effectiveness.</summary>
public enum ComponentRole
{
    /// <summary>Operations per second; higher is better.</summary>
    Throughput,

    /// <summary>Memory in use; lower is better.</summary>
    Memory,

    /// <summary>Processor time in use; lower is better.</summary>
    Cpu,

    /// <summary>Latency from publish on the bus to the start of its consumption, p50; lower is better.</summary>
    Communication,

    /// <summary>A figure that is compared, and does not count for the overall effectiveness.</summary>
    Other,
}

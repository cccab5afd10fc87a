namespace PerfMonitor.Analysis.Baselines;

/// <summary>Which way a figure is good.</summary>
public enum Better
{
    /// <summary>More is better: throughput.</summary>
    Higher,

    /// <summary>Less is better: latency, memory, CPU.</summary>
    Lower,
}

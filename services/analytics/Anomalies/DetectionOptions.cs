using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>Settings of the detection (section <c>Detection</c>).</summary>
internal sealed class DetectionOptions
{
    /// <summary>Whether watches are judged. Default: yes. Without it rules on anomalies say that it is switched off.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Least probability of an anomaly that is announced, on the bus and to pages; what is below is stored and shown only. Default 0.8.</summary>
    [Range(0.5, 0.999)]
    public double ConfidenceThreshold { get; init; } = 0.8;
}

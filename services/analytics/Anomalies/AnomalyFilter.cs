using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>Which anomalies are asked for; what is null asks for any.</summary>
internal sealed record AnomalyFilter(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The watch that found it.</summary>
    public string? Watch { get; init; }

    /// <summary>The least level.</summary>
    public AnomalyLevel Least { get; init; } = AnomalyLevel.Info;

    /// <summary>What the watch's name, or one of the labels as <c>name=value</c>, contains; letters' case does not count.</summary>
    public string? Series { get; init; }

    /// <summary>A detector that found it unusual.</summary>
    public DetectorKind? Detector { get; init; }

    /// <summary>The least probability.</summary>
    public double Probability { get; init; }
}

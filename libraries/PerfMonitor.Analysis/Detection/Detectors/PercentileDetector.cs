using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The value itself, upwards or downwards: the tail behind the detector says how far beyond the outer percentile of the
/// series' own history it lies. See docs/algorithms/percentile.md.
/// </summary>
public sealed class PercentileDetector(bool high) : IDetector
{
    private double _value;

    /// <inheritdoc/>
    public DetectorKind Kind => high ? DetectorKind.HighPercentile : DetectorKind.LowPercentile;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point) => _value = high ? point.Value : -point.Value;

    /// <inheritdoc/>
    public string Describe(double origin) =>
        $"{NumberText.Full((high ? _value : -_value) + origin)} is beyond the {(high ? "upper" : "lower")} percentile of its history";
}

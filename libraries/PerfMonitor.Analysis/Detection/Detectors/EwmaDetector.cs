using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The exponentially weighted moving average, upwards or downwards: finds a level the series did not have before.
/// See docs/algorithms/ewma.md.
/// </summary>
public sealed class EwmaDetector(bool high) : IDetector
{
    /// <summary>The gain is 1/16: a new level is two thirds taken in after 16 samples.</summary>
    public const int Window = 16;

    private DecayingMoments _moments = new(Window);

    /// <inheritdoc/>
    public DetectorKind Kind => high ? DetectorKind.EwmaHigh : DetectorKind.EwmaLow;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        _moments.Add(point.Value);
        return high ? _moments.Mean : -_moments.Mean;
    }

    /// <inheritdoc/>
    public string Describe(double origin) =>
        $"the level of {NumberText.Full(_moments.Mean + origin)} over the last {Window} samples is {(high ? "higher" : "lower")} than before";
}

using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>The standard deviation over a short window: finds a series that moves more than it did. See docs/algorithms/volatility.md.</summary>
public sealed class VolatilityDetector : IDetector
{
    /// <summary>How many samples back the deviation looks.</summary>
    public const int Window = 16;

    private DecayingMoments _moments = new(Window);

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.Volatility;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        _moments.Add(point.Value);
        return _moments.Deviation;
    }

    /// <inheritdoc/>
    public string Describe(double origin) =>
        $"a deviation of {NumberText.Full(_moments.Deviation)} over the last {Window} samples is more than before";
}

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// One way to look at a series, one point at a time. Bounded memory, no look-ahead, no clock, nothing random: the same points
/// give the same answers.
/// </summary>
public interface IDetector
{
    /// <summary>Which detector it is.</summary>
    DetectorKind Kind { get; }

    /// <summary>
    /// How far the point is from what the points before it suggest, in a unit of the detector's own; larger is stranger.
    /// NaN while the detector has seen too little. The point is taken in afterwards.
    /// </summary>
    double Observe(in SeriesPoint point);

    /// <summary>What it saw in the latest point, in words a person understands, without a full stop.</summary>
    /// <param name="origin">What to add to a <see cref="SeriesPoint.Value"/> for the value as measured.</param>
    string Describe(double origin);
}

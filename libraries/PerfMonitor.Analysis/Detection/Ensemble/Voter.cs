namespace PerfMonitor.Analysis.Detection;

/// <summary>A detector with the tail that tells how rare its deviation is on this series.</summary>
/// <param name="detector">The detector.</param>
/// <param name="group">What it looks at.</param>
/// <param name="tail">What ranks its deviations; null where they are surprises already.</param>
internal sealed class Voter(IDetector detector, DetectorGroup group, SurpriseTail? tail)
{
    public DetectorGroup Group => group;

    public IDetector Detector => detector;

    /// <summary>The surprise of the latest point.</summary>
    public double Surprise { get; private set; }

    public double Observe(in SeriesPoint point)
    {
        double deviation = detector.Observe(point);
        return Surprise = tail is null ? Math.Min(deviation, SurpriseTail.Largest) : tail.Observe(deviation);
    }
}

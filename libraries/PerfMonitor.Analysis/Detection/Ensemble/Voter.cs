namespace PerfMonitor.Analysis.Detection;

/// <summary>A detector with the tail that tells how rare its deviation is on this series.</summary>
/// <param name="detector">The detector.</param>
/// <param name="group">What it looks at.</param>
/// <param name="givesSurprise">Whether its deviation is a surprise already and needs no tail.</param>
internal sealed class Voter(IDetector detector, DetectorGroup group, bool givesSurprise = false)
{
    private readonly SurpriseTail? _tail = givesSurprise ? null : new SurpriseTail();

    public DetectorGroup Group => group;

    public IDetector Detector => detector;

    /// <summary>The surprise of the latest point.</summary>
    public double Surprise { get; private set; }

    public double Observe(in SeriesPoint point)
    {
        double deviation = detector.Observe(point);
        return Surprise = _tail is null ? Math.Min(deviation, SurpriseTail.Largest) : _tail.Observe(deviation);
    }
}

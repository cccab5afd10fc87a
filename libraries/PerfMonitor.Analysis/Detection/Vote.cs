namespace PerfMonitor.Analysis.Detection;

/// <summary>A detector that found a sample unusual.</summary>
/// <param name="Detector">Which.</param>
/// <param name="Surprise">How rare its deviation is on this series: 3 means one in a thousand, 8 is the most it says.</param>
/// <param name="Reason">What it saw, in words.</param>
public sealed record Vote(DetectorKind Detector, double Surprise, string Reason)
{
    /// <summary>A detector votes when what it sees comes less than once in a hundred samples.</summary>
    public const double LeastSurprise = 2;
}

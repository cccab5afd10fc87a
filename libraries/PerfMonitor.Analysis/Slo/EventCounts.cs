namespace PerfMonitor.Analysis.Slo;

/// <summary>Events of some time.</summary>
/// <param name="Good">Events that were as promised.</param>
/// <param name="Total">All events.</param>
public readonly record struct EventCounts(double Good, double Total)
{
    /// <summary>Events that were not as promised; never negative, as rates of two counters may disagree by a little.</summary>
    public double Bad => Math.Max(0, Total - Good);

    /// <summary>The share of bad events, 0 to 1; null without events.</summary>
    public double? ErrorRatio => Total > 0 ? Math.Min(1, Bad / Total) : null;
}

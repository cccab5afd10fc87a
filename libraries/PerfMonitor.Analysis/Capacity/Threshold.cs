namespace PerfMonitor.Analysis.Capacity;

/// <summary>From which side a threshold is reached.</summary>
public enum ThresholdSide
{
    /// <summary>Values rise to it: a disk that fills.</summary>
    FromBelow,

    /// <summary>Values fall to it: free memory that runs out.</summary>
    FromAbove,
}

/// <summary>A value that must not be reached.</summary>
/// <param name="Value">In the unit of the series; finite.</param>
/// <param name="Side">From where.</param>
public readonly record struct Threshold(double Value, ThresholdSide Side)
{
    /// <summary>Whether a value is at the threshold or beyond.</summary>
    public bool IsReachedBy(double value) => Side == ThresholdSide.FromBelow ? value >= Value : value <= Value;
}

namespace PerfMonitor.TimeSeries;

/// <summary>What the buckets of a roll-up tell exactly; each step includes those before it.</summary>
public enum RollupExactness : byte
{
    /// <summary>Counts, minima and maxima. NaN or an overflow among the samples spoil the rest.</summary>
    Extremes = 0,

    /// <summary>Sums too (but for rounding), and the last value of each bucket.</summary>
    Values = 1,

    /// <summary>The growth of a counter too: no fall from or below zero, which the sum of falls could not tell apart.</summary>
    Growth = 2,
}

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The constants that no formula gives and no single series shows: the same for every series, and nothing a user sets. They are
/// values only so that <c>-- nab-constants</c> can halve and double each. See docs/algorithms/detection.md.
/// </summary>
internal sealed record DetectorConstants
{
    /// <summary>What every series is judged by.</summary>
    public static DetectorConstants Default { get; } = new();

    /// <summary>Samples, and deviations of each detector, before there is a verdict; and values a flat line must be preceded by.</summary>
    public int FirstSamples { get; init; } = 48;

    /// <summary>The least autocorrelation of a season, however long the history.</summary>
    public double LeastCorrelation { get; init; } = 0.3;

    /// <summary>How far above chance it must be: of chance alone it has a deviation of 1/√n at each of the many lags that are tried.</summary>
    public double ChanceDeviations { get; init; } = 4;

    /// <summary>By what share a peak may be lower than the highest and still be the period, of which later ones are multiples.</summary>
    public double LowerThanHighest { get; init; } = 0.1;

    /// <summary>How often a season must have been seen.</summary>
    public int PeriodsNeeded { get; init; } = 3;

    /// <summary>The least share of a profile that a new period replaces: it follows a change of habits within about three.</summary>
    public double SeasonGain { get; init; } = 0.3;

    /// <summary>Shorter runs of equal values say nothing.</summary>
    public int ShortestRun { get; init; } = 6;

    /// <summary>A run counts when it is this many times as long as any before.</summary>
    public double TimesTheLongestRun { get; init; } = 2;

    /// <summary>A sample is overdue after this many usual gaps …</summary>
    public double UsualGaps { get; init; } = 5;

    /// <summary>… and this many deviations of the gaps beyond the usual one.</summary>
    public double GapDeviations { get; init; } = 8;
}

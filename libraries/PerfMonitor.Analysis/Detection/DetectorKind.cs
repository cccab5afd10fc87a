namespace PerfMonitor.Analysis.Detection;

/// <summary>The detectors of the ensemble; each has its page under docs/algorithms.</summary>
public enum DetectorKind
{
    /// <summary>Distance from the recent mean in standard deviations.</summary>
    ZScore,

    /// <summary>Higher than the upper percentile of the series' own history.</summary>
    HighPercentile,

    /// <summary>Lower than the lower percentile of the series' own history.</summary>
    LowPercentile,

    /// <summary>The exponentially weighted level is higher than it has been.</summary>
    EwmaHigh,

    /// <summary>The exponentially weighted level is lower than it has been.</summary>
    EwmaLow,

    /// <summary>Small deviations to one side have added up.</summary>
    Cusum,

    /// <summary>The series moves more than it has.</summary>
    Volatility,

    /// <summary>Off the level and the seasons found in the series.</summary>
    SeasonalDecomposition,

    /// <summary>No earlier day looked like this at this time.</summary>
    TimeOfDay,

    /// <summary>The last few values together follow no path seen before.</summary>
    Pattern,

    /// <summary>The levels and the spread over short and long windows together are in no state seen before.</summary>
    Regime,

    /// <summary>The recurrent network trained on the series expected another value.</summary>
    EchoState,

    /// <summary>The value stands still for longer than the series ever did.</summary>
    FlatLine,

    /// <summary>Outside the range that was set for the series.</summary>
    OutOfRange,

    /// <summary>Samples stay away for longer than the series ever left out.</summary>
    MissingData,
}

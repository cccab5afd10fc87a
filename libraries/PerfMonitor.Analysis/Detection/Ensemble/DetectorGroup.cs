namespace PerfMonitor.Analysis.Detection;

/// <summary>What a detector looks at. Detectors of one group mostly see the same things, so only the most surprised of them counts.</summary>
internal enum DetectorGroup
{
    /// <summary>The single value.</summary>
    Value,

    /// <summary>The level over some samples.</summary>
    Level,

    /// <summary>How much the series moves.</summary>
    Spread,

    /// <summary>What is usual at this time.</summary>
    Season,

    /// <summary>The path of the last values.</summary>
    Pattern,

    /// <summary>Levels and spreads together.</summary>
    Regime,

    /// <summary>The prediction of a model.</summary>
    Prediction,

    /// <summary>That the series moves at all.</summary>
    Movement,
}

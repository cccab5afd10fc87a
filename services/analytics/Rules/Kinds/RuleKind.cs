namespace PerfMonitor.Analytics.Rules;

/// <summary>How the condition of an alert is said. All kinds become an expression that is evaluated like any other.</summary>
internal enum RuleKind
{
    /// <summary>By its expression.</summary>
    Expression,

    /// <summary>A series does what it does not usually do.</summary>
    Anomaly,

    /// <summary>A series is forecast to reach a threshold.</summary>
    Forecast,

    /// <summary>A series has no samples any more.</summary>
    Absent,

    /// <summary>An error budget is used up faster than it may.</summary>
    BurnRate,
}

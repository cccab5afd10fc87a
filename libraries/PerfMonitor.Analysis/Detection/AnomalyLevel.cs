namespace PerfMonitor.Analysis.Detection;

/// <summary>How loud an alert about an anomaly should be.</summary>
public enum AnomalyLevel
{
    /// <summary>No alert.</summary>
    None,

    /// <summary>More likely an anomaly than not.</summary>
    Info,

    /// <summary>Four in five are anomalies.</summary>
    Warning,

    /// <summary>All but certain.</summary>
    Critical,
}

/// <summary>The default levels on the calibrated probability.</summary>
public static class AnomalyLevels
{
    /// <summary>Least probability of <see cref="AnomalyLevel.Info"/>.</summary>
    public const double Info = 0.5;

    /// <summary>Least probability of <see cref="AnomalyLevel.Warning"/>.</summary>
    public const double Warning = 0.8;

    /// <summary>Least probability of <see cref="AnomalyLevel.Critical"/>.</summary>
    public const double Critical = 0.95;

    /// <summary>The level a probability reaches.</summary>
    public static AnomalyLevel Of(double probability) => probability switch
    {
        >= Critical => AnomalyLevel.Critical,
        >= Warning => AnomalyLevel.Warning,
        >= Info => AnomalyLevel.Info,
        _ => AnomalyLevel.None,
    };
}

namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>How a smoothing model treats the trend.</summary>
internal enum SmoothingTrend
{
    /// <summary>Level only.</summary>
    None,

    /// <summary>A slope that fades with each step ahead.</summary>
    Damped,

    /// <summary>A slope that stays.</summary>
    Linear,
}

/// <summary>Which parts a smoothing model has; its seasons come from the data.</summary>
/// <param name="Trend">Its trend.</param>
/// <param name="Autocorrelated">Whether one-step errors carry over to the next step (Taylor's AR(1) adjustment).</param>
internal sealed record SmoothingForm(SmoothingTrend Trend, bool Autocorrelated)
{
    /// <summary>The forms among which the AICc chooses.</summary>
    public static IReadOnlyList<SmoothingForm> All { get; } =
    [
        new(SmoothingTrend.None, false), new(SmoothingTrend.Damped, false), new(SmoothingTrend.Linear, false),
        new(SmoothingTrend.None, true), new(SmoothingTrend.Damped, true),
    ];

    /// <summary>Smoothing parameters with a number of seasons: level, slope, damping, error, one for each season.</summary>
    public int Parameters(int seasons) => 1 + seasons + (Autocorrelated ? 1 : 0) + Trend switch
    {
        SmoothingTrend.None => 0,
        SmoothingTrend.Damped => 2,
        _ => 1,
    };
}

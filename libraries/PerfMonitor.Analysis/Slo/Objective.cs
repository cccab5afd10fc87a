namespace PerfMonitor.Analysis.Slo;

/// <summary>A promise: the share of good events over a sliding window.</summary>
/// <param name="Target">The share of events that must be good, above 0 and below 1: 0.999.</param>
/// <param name="Window">Over how long; 30 days are usual.</param>
public sealed record Objective(double Target, TimeSpan Window)
{
    /// <summary>The window unless another is asked for.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromDays(30);

    /// <summary>The share of events that may be bad: the error budget.</summary>
    public double AllowedErrorRatio => 1 - Target;
}

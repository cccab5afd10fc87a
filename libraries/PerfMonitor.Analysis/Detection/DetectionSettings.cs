namespace PerfMonitor.Analysis.Detection;

/// <summary>What may be set for a series; nothing has to be.</summary>
public sealed record DetectionSettings
{
    /// <summary>The settings that suit any series.</summary>
    public static DetectionSettings Default { get; } = new();

    /// <summary>
    /// How far back the detectors remember, at least; twice as far at most. Generations of detectors begin at whole multiples of
    /// it since the Unix epoch. The default is 28 days: four of the longest season, the week.
    /// </summary>
    public TimeSpan Memory { get; init; } = TimeSpan.FromDays(28);

    /// <summary>What the detectors are built with; only benchmarks vary it.</summary>
    internal DetectorConstants Constants { get; init; } = DetectorConstants.Default;

    /// <summary>Values below it are out of range; none by default.</summary>
    public double? Minimum { get; init; }

    /// <summary>Values above it are out of range; none by default.</summary>
    public double? Maximum { get; init; }
}

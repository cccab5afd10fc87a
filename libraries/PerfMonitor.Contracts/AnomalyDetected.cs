using System.Text.Json.Serialization;

namespace PerfMonitor.Contracts;

/// <summary>A watched series did what it does not usually do: the beginning of an episode, or a clear worsening of one.</summary>
public sealed record AnomalyDetected
{
    /// <summary>The watch that found it.</summary>
    public required string Watch { get; init; }

    /// <summary>The labels of the series.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The value.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required double Value { get; init; }

    /// <summary>What was expected.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required double Expected { get; init; }

    /// <summary>Where the band of what is usual begins; null where it is not known.</summary>
    public double? Lower { get; init; }

    /// <summary>Where it ends.</summary>
    public double? Upper { get; init; }

    /// <summary>How likely a person would call it an anomaly, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Critical from 0.95 on, warning from 0.8 on, otherwise info.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Which detectors found it, and what they saw, in one sentence.</summary>
    public required string Reason { get; init; }
}

using System.Text.Json.Serialization;

namespace PerfMonitor.Contracts;

/// <summary>An alert changed its state; for pages that show it at once. Delivered at least once: the newest <see cref="Version"/> wins.</summary>
public sealed record AlertChanged
{
    /// <summary>The alert, as in <see cref="AlertFired.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Grows with each change of this alert.</summary>
    public required long Version { get; init; }

    /// <summary><c>firing</c>, <c>acknowledged</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    /// <summary>The rule's name.</summary>
    public required string RuleName { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The labels that identify the alert.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What the rule says to people.</summary>
    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>The value when it fired.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required double Value { get; init; }

    /// <summary>The number it was compared with, where there is one.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? Threshold { get; init; }

    /// <summary>When it fired.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ended, once it has.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Who acknowledged it, once somebody has.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When this change happened.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

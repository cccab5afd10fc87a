using System.Text.Json.Serialization;

namespace PerfMonitor.Contracts;

/// <summary>The condition of an alert that fired holds no longer, or its rule is gone. Sent once per episode.</summary>
public sealed record AlertResolved
{
    /// <summary>The same for every delivery of this event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The alert, as in <see cref="AlertFired.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The <see cref="AlertFired.EventId"/> of the episode that ends.</summary>
    public required Guid FiredEventId { get; init; }

    /// <summary>The rule's name.</summary>
    public required string RuleName { get; init; }

    /// <summary>The labels that identify the alert.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The last value of the expression, where there was one.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? Value { get; init; }

    /// <summary>Why it ended, in words: the condition is false again, the series is gone, the rule was removed.</summary>
    public required string Reason { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset ResolvedAt { get; init; }
}

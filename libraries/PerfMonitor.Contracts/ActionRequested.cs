namespace PerfMonitor.Contracts;

/// <summary>An action configured as a message is to be taken: whoever subscribes takes it once for each <see cref="RunId"/>.</summary>
public sealed record ActionRequested
{
    /// <summary>The run; the same for every delivery.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The name of the action.</summary>
    public required string Action { get; init; }

    /// <summary>The alert it is taken for, as in <see cref="AlertFired.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The rule's name.</summary>
    public required string RuleName { get; init; }

    /// <summary>The labels that identify the alert.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}

using System.Text.Json.Serialization;

namespace PerfMonitor.Contracts;

/// <summary>A rule's condition has held for as long as the rule asks. Sent once per episode of one alert.</summary>
public sealed record AlertFired
{
    /// <summary>The same for every delivery of this event, so that a second one is recognised.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Sixteen hexadecimal digits that identify the alert: the hash of its labels.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The rule's name, also the label <c>alertname</c>.</summary>
    public required string RuleName { get; init; }

    /// <summary>The group of the rule file that the rule is in.</summary>
    public required string RuleGroup { get; init; }

    /// <summary>
    /// Tells the rule from every other, so that two rules whose alerts have the same labels are not taken for one; null from a sender that does
    /// not say, whose rules are told apart by <see cref="RuleGroup"/>.
    /// </summary>
    public string? RuleKey { get; init; }

    /// <summary>From the label <c>severity</c>; warning where the rule names none.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The labels that identify the alert.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What the rule says to people, with its templates filled in: summary, description, recommendation, runbook_url.</summary>
    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>The PromQL expression of the rule.</summary>
    public required string Expression { get; init; }

    /// <summary>The value of the expression when the alert fired.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required double Value { get; init; }

    /// <summary>The number the value was compared with, where the expression ends in such a comparison.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? Threshold { get; init; }

    /// <summary>The comparison with the threshold: <c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>==</c> or <c>!=</c>.</summary>
    public string? Comparison { get; init; }

    /// <summary>When the newest sample behind the value was taken.</summary>
    public required DateTimeOffset SampleAt { get; init; }

    /// <summary>Since when the condition holds without a break.</summary>
    public required DateTimeOffset ActiveSince { get; init; }

    /// <summary>When the alert fired.</summary>
    public required DateTimeOffset FiredAt { get; init; }
}

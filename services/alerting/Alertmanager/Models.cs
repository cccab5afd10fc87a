using System.Text.Json.Serialization;
using PerfMonitor.Alerting.Api;

namespace PerfMonitor.Alerting.Alertmanager;

// The shapes of Alertmanager's API v2 (prometheus/alertmanager, api/v2/openapi.yaml).

/// <summary>An alert somebody reports.</summary>
internal sealed record PostedAlert
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    [JsonPropertyName("generatorURL")]
    public string? GeneratorUrl { get; init; }
}

/// <summary>An alert we show.</summary>
internal sealed record ShownAlert
{
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required IReadOnlyList<ShownReceiver> Receivers { get; init; }

    public required string Fingerprint { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public required ShownStatus Status { get; init; }

    [JsonPropertyName("generatorURL")]
    public required string GeneratorUrl { get; init; }
}

/// <summary>Whether people are told of an alert: <c>active</c>, or <c>suppressed</c> with what suppresses it.</summary>
/// <param name="State">The state.</param>
/// <param name="SilencedBy">Ids of silences.</param>
/// <param name="InhibitedBy">Fingerprints of alerts that explain it: by an inhibition rule, or about what it is behind.</param>
/// <param name="MutedBy">Names of maintenance windows, and of times at which its routes tell nobody.</param>
internal sealed record ShownStatus(string State, IReadOnlyList<string> SilencedBy, IReadOnlyList<string> InhibitedBy, IReadOnlyList<string> MutedBy);

internal sealed record ShownReceiver(string Name);

/// <summary>Alerts that one receiver is told of together.</summary>
internal sealed record ShownGroup(IReadOnlyDictionary<string, string> Labels, ShownReceiver Receiver, IReadOnlyList<ShownAlert> Alerts);

/// <summary>A silence somebody makes or changes.</summary>
internal sealed record PostedSilence(string? Id, IReadOnlyList<MatcherModel>? Matchers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? CreatedBy, string? Comment);

/// <summary>A silence we show.</summary>
internal sealed record ShownSilence(
    string Id, ShownSilenceStatus Status, DateTime UpdatedAt, IReadOnlyList<MatcherModel> Matchers, DateTime StartsAt, DateTime EndsAt, string CreatedBy, string Comment);

internal sealed record ShownSilenceStatus(string State);

internal sealed record MadeSilence([property: JsonPropertyName("silenceID")] string SilenceId);

internal sealed record ServerStatus(ClusterStatus Cluster, VersionDetails VersionInfo, ServerConfiguration Config, DateTime Uptime);

internal sealed record ClusterStatus(string Status);

internal sealed record ServerConfiguration(string Original);

internal sealed record VersionDetails(string Version, string Revision, string Branch, string BuildUser, string BuildDate, string GoVersion);

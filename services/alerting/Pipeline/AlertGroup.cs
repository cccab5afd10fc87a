using System.Security.Cryptography;
using System.Text;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Which group an alert belongs to under one route.</summary>
internal sealed record GroupIdentity(string RouteId, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>As in Alertmanager: <c>{}/{severity="critical"}:{alertname="HighCpu"}</c>.</summary>
    public string Key { get; } = $"{RouteId}:{{{string.Join(", ", Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{label.Value}\""))}}}";

    /// <summary>The key in a fixed length: labels may be long.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 16));

    public static GroupIdentity Of(AlertRoute route, IReadOnlyDictionary<string, string> labels) => new(
        route.Id,
        route.GroupBy is null
            ? labels
            : route.GroupBy.Where(labels.ContainsKey).Distinct().ToDictionary(name => name, name => labels[name]));
}

/// <summary>Alerts that people are told about together, and when.</summary>
internal sealed record AlertGroup
{
    /// <summary>Alerts of one group that are looked at, the oldest; what is beyond waits until some of these have resolved. A message names a hundred at most anyway.</summary>
    public const int MostMembers = 5000;

    public required long Id { get; init; }

    public required GroupIdentity Identity { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the pipeline runs for this group next; null while nothing is to be expected.</summary>
    public DateTimeOffset? NextFlushAt { get; init; }

    /// <summary>The last notification of any kind on any channel.</summary>
    public DateTimeOffset? LastNotifiedAt { get; init; }

    /// <summary>The last notification with something firing.</summary>
    public DateTimeOffset? LastFiringNotifiedAt { get; init; }
}

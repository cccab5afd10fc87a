using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Dcp;

/// <summary>What DCP says of a process or container it runs.</summary>
internal sealed record DcpStatus(
    string Uid,
    string? State,
    int? ProcessId,
    int? ExitCode,
    string? Message,
    DateTime? Started,
    DateTime? Finished,
    ImmutableArray<string> Arguments,
    ImmutableArray<EnvironmentVariableSnapshot> Environment)
{
    public static DcpStatus Parse(JsonObject value)
    {
        var status = value["status"];
        var own = Array(value["spec"]?["env"]).Select(variable => (string?)variable["name"]).ToHashSet();
        return new DcpStatus(
            (string?)value["metadata"]?["uid"] ?? "",
            (string?)status?["state"],
            Number(status?["pid"]),
            Number(status?["exitCode"]),
            (string?)status?["message"],
            Time(status?["startupTimestamp"]),
            Time(status?["finishTimestamp"]),
            [.. (status?["effectiveArgs"] as JsonArray ?? []).Select(argument => (string?)argument ?? "")],
            [.. Array(status?["effectiveEnv"]).Select(variable => new EnvironmentVariableSnapshot(
                (string?)variable["name"] ?? "", (string?)variable["value"] ?? "", own.Contains((string?)variable["name"])))]);
    }

    /// <summary>Whether nothing runs any more.</summary>
    public bool HasEnded => State is "Finished" or "Terminated" or "FailedToStart" or "Exited";

    private static IEnumerable<JsonObject> Array(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static int? Number(JsonNode? node) => node is null ? null
        : int.TryParse(node.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTime? Time(JsonNode? node) =>
        node is not null && DateTimeOffset.TryParse((string?)node, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;
}
